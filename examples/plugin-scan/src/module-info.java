/** A vector index that scans all rows. */
module scan {
    requires io.contextdb.api;

    provides io.contextdb.api.spi.VectorIndexProvider with
            scan.ScanProvider;
}
