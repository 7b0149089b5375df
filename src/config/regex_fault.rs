//! What is wrong with a regular expression, in the words of people rather than of its parser.

/// A fault of syntax as a sentence, with what to do about it. What is not listed keeps the parser's words.
#[must_use]
pub fn regex_fault(parser: &str) -> (String, Option<&'static str>) {
    let (message, hint) = match parser {
        "unclosed group" => ("a `(` is never closed", "add `)`; for a bracket in the text write `\\(`"),
        "unopened group" => ("a `)` closes a bracket that was never opened", "take it out; for a bracket in the text write `\\)`"),
        "unclosed character class" => ("a `[` is never closed", "add `]`; for a bracket in the text write `\\[`"),
        "unclosed counted repetition" => ("a `{` is never closed", "add `}`; for a brace in the text write `\\{`"),
        "repetition operator missing expression" => {
            ("nothing stands here that could be repeated", "put in front what may be repeated, or a `\\`")
        }
        "unrecognized escape sequence" => ("this `\\` means nothing here", "take it out; for a backslash in the text write `\\\\`"),
        "incomplete escape sequence, reached end of pattern prematurely" => {
            ("nothing follows the last `\\`", "take it out, or write `\\\\`")
        }
        "duplicate capture group name" => ("two groups have the same name", "give one of them another"),
        "invalid repetition count range, the start must be <= the end" => {
            ("the first number of `{…}` is greater than the second", "put the smaller one first")
        }
        "invalid character class range, the start must be <= the end" => {
            ("a range such as `[a-z]` goes backwards", "put the smaller one first")
        }
        _ if parser.contains("look-around") => {
            ("it looks ahead or behind (`(?=…)`, `(?!…)`, `(?<…)`), which is not done here", "write out what stands there")
        }
        _ if parser.contains("backreference") => {
            ("it refers back to a group (`\\1`), which is not done here", "write out what may stand there")
        }
        _ if parser.contains("size limit") => ("it would grow too large", "make its numbers in `{…}` smaller, or split it"),
        _ => return (parser.to_owned(), None),
    };
    (message.to_owned(), Some(hint))
}
