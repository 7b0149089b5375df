import java.nio.file.Path;
import java.util.logging.Level;
import se.bjurr.violations.lib.ViolationsApi;
import se.bjurr.violations.lib.ViolationsLogger;
import se.bjurr.violations.lib.model.Violation;
import se.bjurr.violations.lib.reports.Parser;

/** Reads a report as a build server does: prints file, line, column, rule and severity of each violation, behind tabs. */
class Read {
    public static void main(String[] arguments) {
        Path report = Path.of(arguments[1]).toAbsolutePath();
        var violations = ViolationsApi.violationsApi()
            .withViolationsLogger(new Silent())
            .withPattern(".*/" + report.getFileName() + "$")
            .inFolder(report.getParent().toString())
            .findAll(Parser.valueOf(arguments[0]))
            .violations();
        for (Violation violation : violations) {
            System.out.println(String.join("\t",
                violation.getFile(), "" + violation.getStartLine(), "" + violation.getColumn(), violation.getRule(), "" + violation.getSeverity()));
        }
    }

    /** Standard output belongs to the violations. */
    static class Silent implements ViolationsLogger {
        public void log(Level level, String message) {}

        public void log(Level level, String message, Throwable cause) {
            throw new IllegalStateException(message, cause);
        }
    }
}
