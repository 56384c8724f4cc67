import org.jspecify.annotations.NullMarked;

/** The contextdb command. */
@NullMarked
module io.contextdb.cli {
    requires info.picocli;
    requires io.contextdb.api;
    requires io.contextdb.transfer;
    requires me.tongfei.progressbar;
    requires org.jline.reader;
    requires org.jline.terminal;
    requires tools.jackson.databind;
    requires static org.jspecify;
}
