//! Links become hits where the channel makes no link of them, or refuses so many.

use super::is_hidden;
use crate::analysers::{Check, Hit, Remedy};
use crate::config::{Channel, LinkScheme, Links};
use crate::draft::Kind;
use crate::finding::Severity;
use crate::text::{Span, TokenKind, ZoneKind};

/// Adds what is wrong with the links of a draft on its channel.
pub(super) fn check(channel: &Channel, check: &Check<'_>, hits: &mut Vec<Hit>) {
    let prose = &check.reading.prose;
    let links: Vec<Span> = prose.tokens.iter().filter(|token| token.kind == TokenKind::Link).map(|token| token.span).collect();
    let web: Vec<Span> = links.into_iter().filter(|span| !span.slice(&prose.text).contains('@') && !is_hidden(prose, *span)).collect();
    if web.is_empty() {
        return;
    }
    let mut different: Vec<&str> = web.iter().map(|span| span.slice(&prose.text)).collect();
    different.sort_unstable();
    different.dedup();
    if let Some(most) = channel.max_links.filter(|&most| different.len() > most) {
        let count = different.len().to_string();
        let place = web.get(most).copied().unwrap_or(web[0]);
        let values = [("count", count.as_str()), ("most", &most.to_string()), ("channel", &channel.title)];
        hits.push(Hit::body(place, check.message("many-links", &values)));
    }
    if channel.links == Links::Text && check.reading.draft.kind == Kind::Post {
        let written = web[0].slice(&prose.text);
        hits.push(
            Hit::body(web[0], check.message("dead-link", &[("match", written), ("channel", &channel.title)])).at_most(Severity::Info),
        );
    } else if channel.link_scheme == LinkScheme::Required {
        let in_target = |span: Span| prose.zones_over(span, &[ZoneKind::LinkTarget]).next().is_some();
        let bare = web.into_iter().filter(|span| !span.slice(&prose.text).contains("://") && !in_target(*span));
        hits.extend(bare.map(|span| without_scheme(span, channel, check)));
    }
}

fn without_scheme(span: Span, channel: &Channel, check: &Check<'_>) -> Hit {
    let written = span.slice(&check.reading.prose.text);
    let full = format!("https://{written}");
    let remedy = Remedy::review(check.message("fix", &[("text", &full)]), span, full);
    Hit::body(span, check.message("scheme", &[("match", written), ("channel", &channel.title)])).remedy(remedy)
}
