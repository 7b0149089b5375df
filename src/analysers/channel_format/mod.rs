//! What a channel does not render, or breaks, becomes hits: markup, letters from the mathematical alphabets, links without a scheme,
//! too many links, and signs that `LinkedIn`'s interface needs escaped.

mod links;
mod markup;

use super::{Analyser, Check, Hit, Remedy};
use crate::config::ChannelMarkup;
use crate::text::{Prose, Span, ZoneKind};

pub(super) struct ChannelFormat;

impl Analyser for ChannelFormat {
    fn name(&self) -> &'static str {
        "channel-format"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let prose = &check.reading.prose;
        hits.extend(markup::math_letters(&prose.text).into_iter().map(|piece| piece.hit("math", check)));
        let Some(channel) = check.reading.channel() else { return };
        if channel.markup == ChannelMarkup::None {
            let pieces = markup::pieces(&prose.text);
            let seen = pieces.into_iter().filter(|piece| !is_hidden(prose, piece.span));
            hits.extend(seen.map(|piece| piece.hit(piece.name, check)));
        }
        links::check(channel, check, hits);
        if channel.name == "linkedin" && check.flag("linkedin-api") {
            hits.extend(markup::unescaped(&prose.text).map(|piece| piece.hit("escape", check)));
        }
    }
}

/// A piece of text, and how it reads without its markup.
struct Piece {
    span: Span,
    /// The message that fits.
    name: &'static str,
    plain: String,
}

impl Piece {
    fn hit(&self, name: &str, check: &Check<'_>) -> Hit {
        let written = self.span.slice(&check.reading.prose.text);
        let channel = check.reading.channel().map_or("", |channel| channel.title.as_str());
        let message = check.message(name, &[("match", written), ("channel", channel)]);
        let title = check.message("fix", &[("text", &self.plain)]);
        Hit::body(self.span, message).remedy(Remedy::safe(title, self.span, self.plain.clone()))
    }
}

/// Comments are not published; what stands in code is meant as it is.
fn is_hidden(prose: &Prose, span: Span) -> bool {
    prose.zones_over(span, &[ZoneKind::Comment, ZoneKind::Code]).any(|zone| zone.span.contains(span))
}
