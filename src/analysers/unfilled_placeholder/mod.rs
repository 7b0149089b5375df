//! Gaps of a template that nobody filled become hits: `[Name]`, `{{date}}`, `<DATUM>`, `XX.XX.`, `Herr/Frau`, `TODO`.
//! What else brackets and dots are good for (links, mentions, footnotes, check boxes, tags, emoticons) is left alone.

mod blank;
mod bracket;
mod filling;

use super::{Analyser, Check, Hit};
use crate::text::{Span, ZoneKind};

pub(super) struct UnfilledPlaceholder;

impl Analyser for UnfilledPlaceholder {
    fn name(&self) -> &'static str {
        "unfilled-placeholder"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let mut gaps = bracket::gaps(check);
        gaps.extend(blank::gaps(&check.reading.prose));
        gaps.extend(check.hits.iter().map(|hit| Gap { span: hit.span, sort: Sort::Note }));
        gaps.retain(|gap| !is_set_apart(check, gap.span));
        gaps.sort_by_key(|gap| (gap.span.start, std::cmp::Reverse(gap.span.end)));
        let mut end = 0;
        for gap in gaps {
            if gap.span.start < end {
                continue;
            }
            end = gap.span.end;
            hits.push(hit(&gap, check));
        }
    }
}

/// A gap, and what kind of template it stems from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Gap {
    span: Span,
    sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// `[Name]`, `{{name}}`, `<Name>`.
    Field,
    /// `___`, `XX.XX.`.
    Blank,
    /// `Herr/Frau`, `geehrte/r`.
    Choice,
    /// `TODO`, `lorem ipsum`.
    Note,
}

fn hit(gap: &Gap, check: &Check<'_>) -> Hit {
    let written = gap.span.slice(&check.reading.prose.text);
    let name = match gap.sort {
        Sort::Field => "field",
        Sort::Blank => "blank",
        Sort::Choice => "choice",
        Sort::Note => "note",
    };
    let hit = Hit::body(gap.span, check.message(name, &[("match", written)]));
    match filling::remedy(gap, check) {
        Some(remedy) => hit.remedy(remedy),
        None => hit,
    }
}

fn is_set_apart(check: &Check<'_>, span: Span) -> bool {
    const APART: [ZoneKind; 5] = [ZoneKind::Quote, ZoneKind::BlockQuote, ZoneKind::Code, ZoneKind::Comment, ZoneKind::LinkTarget];
    // A field in guillemets is a quote by its looks.
    check.reading.prose.zones_over(span, &APART).any(|zone| zone.span.contains(span) && zone.span != span)
}
