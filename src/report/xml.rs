//! Texts become XML: what XML cannot say is replaced.

use std::fmt;

/// A text as it stands in an element or in a quoted attribute. Characters that XML 1.0 has no way to write become U+FFFD.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&apos;")?,
                // A reader makes a space of these in an attribute, unless they are written so.
                '\t' | '\n' | '\r' => write!(f, "&#{};", c as u32)?,
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_reads_differently_is_written_out() {
        assert_eq!(Escaped("<a b='c'>\"&\"\n").to_string(), "&lt;a b=&apos;c&apos;&gt;&quot;&amp;&quot;&#10;");
        assert_eq!(Escaped("\0\u{1b}[0m👩‍👩‍👧\u{ffff}").to_string(), "\u{fffd}\u{fffd}[0m👩‍👩‍👧\u{fffd}");
    }
}
