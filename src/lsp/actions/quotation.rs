//! A complaint that is quoted above its reply, as in a mail, moves into the front matter.

use super::suppress::front_matter;
use super::yaml_write::{Written, scalar, write};
use crate::draft::{Complaint, Draft, Encoding};
use crate::finding::Edit;
use crate::text::Span;

/// Whether a span touches a quoted complaint that can be taken over.
pub(super) fn is_at(text: &str, draft: &Draft, span: Span) -> bool {
    region(draft).is_some_and(|(_, region)| span.start <= region.end && region.start <= span.end) && take_over(text, draft).is_some()
}

/// The edits that put a quoted complaint into the front matter, in ascending order.
pub(super) fn take_over(text: &str, draft: &Draft) -> Option<Vec<Edit>> {
    let (complaint, region) = region(draft)?;
    let message = complaint.message.text.trim_end();
    if message.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || message.starts_with([' ', '\t']) {
        return None;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let Some((yaml, offset)) = front_matter(text, draft) else {
        let front = format!("---{line_end}{}---{line_end}", whole(complaint, message, line_end));
        return draft.front.span.is_none().then(|| vec![Edit { span: region, text: front }]);
    };
    let mut edit = if yaml.lines().any(|line| line.starts_with("complaint:")) {
        write(yaml, &["complaint", "text"], &Written::Block(message))?
    } else {
        let gap = if yaml.is_empty() || yaml.ends_with(['\n', '\r']) { "" } else { line_end };
        Edit { span: Span::at(yaml.len()), text: format!("{gap}{}", whole(complaint, message, line_end)) }
    };
    edit.span = edit.span.shifted(offset);
    Some(vec![edit, Edit { span: region, text: line_end.to_owned() }])
}

/// The complaint that stands in a quotation, and everything between the front matter and the reply.
fn region(draft: &Draft) -> Option<(&Complaint, Span)> {
    let complaint = draft.complaint.as_ref()?;
    let message = &complaint.message;
    if message.encoding != Encoding::Quoted || message.path.is_some() {
        return None;
    }
    let start = draft.front.span.map_or(0, |span| span.end());
    Some((complaint, Span::new(start, draft.body.span.start())))
}

/// The complaint as the front matter has it.
fn whole(complaint: &Complaint, message: &str, line_end: &str) -> String {
    let mut lines = vec!["complaint:".to_owned()];
    let fields = [("author", &complaint.author), ("handle", &complaint.handle), ("title", &complaint.title)];
    lines.extend(fields.into_iter().filter_map(|(key, field)| Some(format!("  {key}: {}", scalar(&field.as_ref()?.value)))));
    lines.extend(complaint.rating.as_ref().map(|rating| format!("  rating: {}", rating.value)));
    lines.push("  text: |".to_owned());
    lines.extend(message.lines().map(|line| if line.is_empty() { String::new() } else { format!("    {line}") }));
    lines.push(String::new());
    lines.join(line_end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Format, read};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let before = &read(text.as_bytes(), Format::Markdown)[0];
        let mut found = text.to_owned();
        for edit in take_over(text, before).unwrap().into_iter().rev() {
            found.replace_range(edit.span.start()..edit.span.end(), &edit.text);
        }
        assert_eq!(found, expected);
        let after = &read(found.as_bytes(), Format::Markdown)[0];
        let complaint = |draft: &Draft| draft.complaint.clone().unwrap();
        assert_eq!(complaint(after).message.text.trim_end(), complaint(before).message.text);
        assert_eq!(complaint(after).author.map(|author| author.value), complaint(before).author.map(|author| author.value));
        assert_eq!(after.body.text, before.body.text);
        assert!(after.problems.is_empty());
    }

    #[test]
    fn a_quotation_becomes_front_matter() {
        check(
            "> **Mia Kaya** (@mia):\n> Wo bleibt er?\n>\n> Und wann?\n\nHallo!\n",
            "---\ncomplaint:\n  author: Mia Kaya\n  handle: \"@mia\"\n  text: |\n    Wo bleibt er?\n\n    Und wann?\n---\nHallo!\n",
        );
        check(
            "---\nlang: de\n---\n\n> Wo bleibt er?\n\nHallo!\n",
            "---\nlang: de\ncomplaint:\n  text: |\n    Wo bleibt er?\n---\nHallo!\n",
        );
        check(
            "---\ncomplaint:\n  author: Mia\nlang: de\n---\n> Wo?\n\nHallo!\n",
            "---\ncomplaint:\n  author: Mia\n  text: |\n    Wo?\nlang: de\n---\nHallo!\n",
        );
    }

    #[test]
    fn what_is_no_quoted_complaint_is_left_alone() {
        for text in ["Hallo!\n\n> Zitat\n", "---\nkind: post\n---\n> Zitat\n\nHallo!\n", "---\ncomplaint: {text: Wo?}\n---\nHallo!\n"] {
            assert!(take_over(text, &read(text.as_bytes(), Format::Markdown)[0]).is_none(), "{text}");
        }
    }
}
