//! Texts become HTML in which nothing of theirs is markup.

use std::fmt;

use pulldown_cmark::{Event, Parser, Tag, html};

/// A text as it stands in an element or in a quoted attribute. Line breaks become LF; what HTML must not contain becomes U+FFFD.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        let mut characters = self.0.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\r' if characters.peek() == Some(&'\n') => {}
                '\r' => f.write_char('\n')?,
                '\n' | '\t' => f.write_char(c)?,
                c if c.is_control() || is_no_character(c) => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Unicode sets the last two places of each plane and 32 others aside: they are never text.
fn is_no_character(c: char) -> bool {
    c as u32 & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

/// Markdown of a rule's author: paragraphs, lists and emphasis, but no markup of their own and no picture.
pub(super) struct Prose<'a>(pub(super) &'a str);

impl fmt::Display for Prose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let events = Parser::new(self.0).filter_map(|event| match event {
            Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
            Event::Start(Tag::Image { .. }) | Event::End(pulldown_cmark::TagEnd::Image) => None,
            Event::Start(Tag::Link { ref dest_url, .. }) if !dest_url.starts_with("https://") => Some(Event::Start(Tag::Emphasis)),
            event => Some(event),
        });
        let events = balanced(events);
        let mut out = String::new();
        html::push_html(&mut out, events);
        f.write_str(&out)
    }
}

/// Closes as emphasis what was opened as emphasis instead of as a link.
fn balanced<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    use pulldown_cmark::TagEnd;
    let mut linked = false;
    events.map(move |event| match event {
        Event::Start(Tag::Link { .. }) => {
            linked = true;
            event
        }
        Event::End(TagEnd::Link) if !linked => Event::End(TagEnd::Emphasis),
        Event::End(TagEnd::Link) => {
            linked = false;
            event
        }
        event => event,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(
            Escaped("<script>alert('x')</script>\r\n&\0").to_string(),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\n&amp;\u{fffd}"
        );
    }

    #[test]
    fn rules_speak_in_paragraphs_but_bring_no_markup() {
        let shown = Prose("Ein *Wort* <script>x</script>\n\n[a](javascript:b) [c](https://d.de) ![e](https://f.de/g.png)").to_string();
        assert!(shown.starts_with("<p>Ein <em>Wort</em> &lt;script&gt;x&lt;/script&gt;</p>"), "{shown}");
        assert!(shown.contains("<em>a</em> <a href=\"https://d.de\">c</a>") && !shown.contains("<img"), "{shown}");
    }
}
