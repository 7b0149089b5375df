//! Hashtags become a hit where a post has more than its channel bears, where they outweigh its words, or where they only fish for reach.

use super::{Analyser, Change, Check, Hit, Place, Remedy};
use crate::finding::Applicability;
use crate::text::{Prose, Span, TokenKind, ZoneKind};

pub(super) struct HashtagStuffing;

impl Analyser for HashtagStuffing {
    fn name(&self) -> &'static str {
        "hashtag-stuffing"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let prose = &check.reading.prose;
        let tags = tags(prose);
        if tags.is_empty() {
            return;
        }
        let channel = check.reading.channel();
        let most = channel.and_then(|channel| channel.max_hashtags).unwrap_or_else(|| check.count("most"));
        let title = channel.map_or("", |channel| channel.title.as_str());
        let count = tags.len().to_string();
        let ignored = channel.and_then(|channel| channel.hashtags_ignored_above).filter(|&above| tags.len() > above);
        if let Some(above) = ignored {
            let above = above.to_string();
            hits.push(surplus(&tags, most, check.message("ignored", &[("count", &count), ("most", &above), ("channel", title)]), check));
        } else if tags.len() > most {
            let name = match (most, title) {
                (0, _) => "none",
                (_, "") => "many",
                _ => "many-for-channel",
            };
            hits.push(surplus(
                &tags,
                most,
                check.message(name, &[("count", &count), ("most", &most.to_string()), ("channel", title)]),
                check,
            ));
        } else if tags.len() >= check.count("share-from") && share(prose, tags.len()) > check.number("share") {
            hits.push(surplus(&tags, 1, check.message("share", &[("count", &count)]), check));
        } else {
            hits.extend(generic(prose, &tags, check));
        }
    }
}

fn tags(prose: &Prose) -> Vec<Span> {
    const APART: [ZoneKind; 4] = [ZoneKind::Code, ZoneKind::Comment, ZoneKind::Quote, ZoneKind::BlockQuote];
    let tokens = prose.tokens.iter().filter(|token| token.kind == TokenKind::Hashtag);
    tokens.filter(|token| prose.zones_over(token.span, &APART).next().is_none()).map(|token| token.span).collect()
}

/// How much of the text is hashtags.
#[expect(clippy::cast_precision_loss, reason = "a draft has far fewer words than a float has digits")]
fn share(prose: &Prose, tags: usize) -> f64 {
    tags as f64 / (prose.word_count() + tags).max(1) as f64
}

/// Speaks of the tags behind the first `most`, and offers to delete them.
fn surplus(tags: &[Span], most: usize, message: String, check: &Check<'_>) -> Hit {
    let surplus = &tags[most.min(tags.len() - 1)..];
    let text = &check.reading.prose.text;
    let delete = |span: &Span| {
        let before = text.get(..span.start()).unwrap_or_default().trim_end_matches(' ').len();
        Change { place: Place::Body(Span::new(before, span.end())), text: String::new() }
    };
    let remedy =
        Remedy { title: check.message("fix", &[]), applicability: Applicability::Review, changes: surplus.iter().map(delete).collect() };
    Hit::body(surplus[0].cover(surplus[surplus.len() - 1]), message).remedy(remedy)
}

/// Tags that name nothing but the wish to be seen.
fn generic(prose: &Prose, tags: &[Span], check: &Check<'_>) -> Option<Hit> {
    let is_generic = |span: &&Span| {
        let tag = span.slice(&prose.text).trim_start_matches(['#', '＃']).to_lowercase();
        check.list("generic").any(|generic| generic == tag)
    };
    let found: Vec<Span> = tags.iter().filter(is_generic).copied().collect();
    if found.len() < check.count("generic-from") {
        return None;
    }
    let list: Vec<&str> = found.iter().map(|span| span.slice(&prose.text)).collect();
    Some(surplus(&found, 0, check.message("generic", &[("tags", &list.join(" "))]), check))
}
