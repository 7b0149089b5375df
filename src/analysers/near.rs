//! A place in a text becomes the little that stands behind it: looking further for a closing mark would make long texts slow.

/// The text from a place to the end of its line, at most so many bytes of it; empty where the place is none.
pub(super) fn line_after(text: &str, from: usize, most: usize) -> &str {
    let rest = text.get(from..).unwrap_or_default();
    let end = (0..=most.min(rest.len())).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(0);
    let near = &rest[..end];
    near.find(['\n', '\r']).map_or(near, |line_end| &near[..line_end])
}

#[cfg(test)]
mod tests {
    use super::line_after;

    #[test]
    fn ends_at_characters_and_lines() {
        assert_eq!(line_after("aäb\nc", 1, 2), "ä");
        assert_eq!(line_after("aäb\nc", 1, 1), "");
        assert_eq!(line_after("aäb\nc", 0, 99), "aäb");
        assert_eq!(line_after("aäb", 2, 9), "", "within a character");
        assert_eq!(line_after("a", 9, 9), "");
    }
}
