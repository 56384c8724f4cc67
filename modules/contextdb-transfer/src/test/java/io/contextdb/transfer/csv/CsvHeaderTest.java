package io.contextdb.transfer.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.transfer.csv.Column.Role;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.value.PropertyType;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvHeaderTest {
    @Test
    void readsNodeHeadersOfNeo4jAdmin() {
        CsvHeader header = CsvHeader.parse(List.of(
                "personId:ID(Person)",
                "name",
                "born:date",
                "scores:double[]",
                "seen:datetime{timezone:Europe/Berlin}",
                "embedding:vector",
                "junk:IGNORE",
                ":LABEL"));
        assertFalse(header.edges());
        assertEquals(Set.of("Person"), header.groups());
        List<Column> columns = header.columns();
        assertEquals(Role.ID, columns.get(0).role());
        assertEquals("personId", columns.get(0).name());
        assertEquals(PropertyType.STRING, columns.get(1).type());
        assertEquals(PropertyType.DATE, columns.get(2).type());
        assertTrue(columns.get(3).array());
        assertEquals(ZoneId.of("Europe/Berlin"), columns.get(4).zone());
        assertEquals(Role.VECTOR, columns.get(5).role());
        assertEquals(Role.IGNORE, columns.get(6).role());
        assertEquals(7, header.position(Role.LABEL));
    }

    @Test
    void readsEdgeHeadersOfBothStyles() {
        CsvHeader neo4j = CsvHeader.parse(List.of(":START_ID(A)", ":END_ID(B)", ":TYPE", "since:int"));
        assertTrue(neo4j.edges());
        assertEquals(Set.of("A", "B"), neo4j.groups());
        CsvHeader plain = CsvHeader.parse(List.of("from", "to", "kind", "type:string"));
        assertTrue(plain.edges());
        assertEquals(2, plain.position(Role.TYPE));
        assertEquals(Role.PROPERTY, plain.columns().get(3).role());
    }

    @Test
    void readsPlainNodes() {
        CsvHeader header = CsvHeader.parse(List.of("ID", "Label", "type", "age:int"));
        assertFalse(header.edges());
        assertEquals(0, header.position(Role.ID));
        assertEquals(1, header.position(Role.LABEL));
        assertEquals(Role.PROPERTY, header.columns().get(2).role());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            name|age:int                     ! no column says ID
            :ID|age:number                   ! the column 'age:number' has the unknown type 'number'
            :ID|name|name                    ! two columns have the name 'name'
            :ID|id:ID                        ! 2 columns say ID
            :ID|:int                         ! a column has no name
            :ID|                             ! a column has no name
            :START_ID|x                      ! no column says END
            :ID|:TYPE                        ! a column says TYPE in a file of nodes
            from|to|:LABEL                   ! a column says LABEL in a file of edges
            :ID|at:time{timezone:Mars/Olympus} ! names the unknown time zone Mars/Olympus
            :ID|at:time{colour:red}          ! has the unknown option {colour:red}
            """)
    void refusesHeadersThatMakeNoSense(String fields, String reason) {
        RowProblem problem = assertThrows(
                RowProblem.class, () -> CsvHeader.parse(List.of(fields.strip().split("\\|", -1))));
        assertTrue(problem.reason().contains(reason.strip()), problem::reason);
    }
}
