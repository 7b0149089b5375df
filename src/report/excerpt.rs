//! A text becomes pieces, each with the findings that mark it, for reports that show the text itself.

use std::collections::BTreeSet;

use crate::text::Span;

/// A part of a text in which the same findings hold.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// The numbers of the spans that cover it, ascending.
    pub(super) marks: Vec<usize>,
    /// The numbers of the spans that end with it, ascending.
    pub(super) ends: Vec<usize>,
}

/// Cuts a part of a text at the borders of spans. An empty span makes an empty piece.
pub(super) fn pieces<'a>(text: &'a str, within: Span, spans: &[Span]) -> Vec<Piece<'a>> {
    let within = on_borders(text, within);
    let mut spans: Vec<(usize, Span)> = spans
        .iter()
        .map(|span| on_borders(text, *span))
        .enumerate()
        .filter(|(_, span)| span.overlaps(within) || (span.is_empty() && within.contains(*span)))
        .collect();
    let borders: BTreeSet<u32> = spans
        .iter()
        .flat_map(|(_, span)| [span.start, span.end])
        .map(|at| at.clamp(within.start, within.end))
        .chain([within.start, within.end])
        .collect();
    spans.sort_by_key(|(number, span)| (span.start, *number));
    let mut coming = spans.into_iter().peekable();
    let mut open: Vec<(usize, Span)> = Vec::new();
    let mut out = Vec::new();
    let borders: Vec<u32> = borders.into_iter().collect();
    for (index, start) in borders.iter().enumerate() {
        while let Some(span) = coming.next_if(|(_, span)| span.start <= *start) {
            open.push(span);
        }
        let (points, longer): (Vec<_>, Vec<_>) = open.into_iter().partition(|(_, span)| span.is_empty());
        if !points.is_empty() {
            let mut marks: Vec<usize> = points.iter().map(|(number, _)| *number).collect();
            marks.sort_unstable();
            out.push(Piece { text: "", ends: marks.clone(), marks });
        }
        open = longer;
        let Some(end) = borders.get(index + 1) else { break };
        let numbers = |ended: &dyn Fn(&Span) -> bool| {
            let mut numbers: Vec<usize> = open.iter().filter(|(_, span)| ended(span)).map(|(number, _)| *number).collect();
            numbers.sort_unstable();
            numbers
        };
        let ends = numbers(&|span| span.end <= *end);
        out.push(Piece { text: Span { start: *start, end: *end }.slice(text), marks: numbers(&|_| true), ends });
        open.retain(|(_, span)| span.end > *end);
    }
    out
}

/// A span whose ends do not cut a character.
pub(super) fn on_borders(text: &str, span: Span) -> Span {
    let border = |at: usize| {
        let at = at.min(text.len());
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
    };
    Span::new(border(span.start()), border(span.end()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, spans: &[(usize, usize)]) -> String {
        let spans: Vec<Span> = spans.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        let show = |piece: &Piece<'_>| {
            if piece.marks.is_empty() { piece.text.to_owned() } else { format!("[{}{:?}{:?}]", piece.text, piece.marks, piece.ends) }
        };
        pieces(text, Span::new(0, text.len()), &spans).iter().map(show).collect()
    }

    #[test]
    fn overlapping_marks_are_cut_apart() {
        assert_eq!(shown("abcdef", &[(1, 4), (2, 5)]), "a[b[0][]][cd[0, 1][0]][e[1][1]]f");
        assert_eq!(shown("abc", &[(0, 3), (0, 3)]), "[abc[0, 1][0, 1]]");
    }

    #[test]
    fn an_empty_mark_is_a_place() {
        assert_eq!(shown("abc", &[(1, 1)]), "a[[0][0]]bc");
        assert_eq!(shown("abc", &[(3, 3), (0, 0)]), "[[1][1]]abc[[0][0]]");
    }

    proptest! {
        #[test]
        fn no_text_is_lost(text in "\\PC{0,30}", spans in prop::collection::vec((0usize..60, 0usize..60), 0..8)) {
            let spans: Vec<Span> = spans.into_iter().map(|(a, b)| Span::new(a, b)).collect();
            let pieces = pieces(&text, Span::new(0, text.len()), &spans);
            prop_assert_eq!(pieces.iter().map(|piece| piece.text).collect::<String>(), text.as_str());
            let mut ended: Vec<usize> = pieces.iter().flat_map(|piece| piece.ends.clone()).collect();
            ended.sort_unstable();
            prop_assert_eq!(ended, (0..spans.len()).collect::<Vec<_>>());
        }
    }
}
