//! Pictures become hits where people who cannot see them get nothing: no alternative text, a file's name, a text that only says that it is a picture.

use super::near::line_after;
use super::{Analyser, Check, Hit, Place, Remedy};
use crate::draft::Media;
use crate::text::{Prose, Span, ZoneKind};

pub(super) struct MissingAltText;

impl Analyser for MissingAltText {
    fn name(&self) -> &'static str {
        "missing-alt-text"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let media = &check.reading.draft.front.media;
        hits.extend(media.iter().filter_map(|entry| of_media(entry, media, check)));
        hits.extend(images(&check.reading.prose).iter().filter_map(|image| of_image(image, check)));
    }
}

/// What is wrong with an alternative text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Missing,
    FileName,
    /// `Bild von …`: that it is a picture is said already.
    SaysPicture(usize),
    TooLong,
}

fn fault(alt: &str, file: &str, check: &Check<'_>) -> Option<Fault> {
    let alt = alt.trim();
    if alt.is_empty() {
        return Some(Fault::Missing);
    }
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let is_file = alt == stem || alt == file || stem.rsplit_once('.').is_some_and(|(stem, _)| stem == alt);
    if is_file || has_extension(alt, check, "pictures") || is_camera_name(alt) {
        return Some(Fault::FileName);
    }
    let folded = alt.to_lowercase();
    if check.list("words-for-picture").any(|word| folded == word) {
        return Some(Fault::Missing);
    }
    if let Some(opening) = check.list("openings").find(|opening| folded.starts_with(opening) && folded[opening.len()..].starts_with(' ')) {
        return Some(Fault::SaysPicture(opening.len() + 1));
    }
    let limit = check.reading.channel().and_then(|channel| channel.alt_text_limit);
    limit.is_some_and(|limit| alt.chars().count() > limit).then_some(Fault::TooLong)
}

/// `IMG_2041`, `DSC00012`, `Screenshot 2026-11-21`.
fn is_camera_name(alt: &str) -> bool {
    let lower = alt.to_lowercase();
    let digits = lower.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3
        && ["img", "dsc", "pxl", "screenshot", "bildschirmfoto", "whatsapp image", "image"].iter().any(|start| lower.starts_with(start))
}

fn has_extension(file: &str, check: &Check<'_>, list: &str) -> bool {
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| check.list(list).any(|known| known == extension))
}

fn of_media(entry: &Media, all: &[Media], check: &Check<'_>) -> Option<Hit> {
    let file = entry.file.as_ref().map_or("", |field| field.value.as_str());
    if entry.decorative || has_extension(file, check, "captions") {
        return None;
    }
    if has_extension(file, check, "videos") {
        let captioned = all.iter().filter_map(|other| other.file.as_ref()).any(|other| has_extension(&other.value, check, "captions"));
        let described = entry.alt.as_ref().is_some_and(|alt| !alt.value.trim().is_empty());
        return (!captioned && !described).then(|| Hit::at(Place::File(entry.span), check.message("video", &[("file", file)])));
    }
    let alt = entry.alt.as_ref();
    let fault = fault(alt.map_or("", |alt| &alt.value), file, check)?;
    let place = alt.map_or(entry.span, |alt| alt.span);
    Some(Hit::at(Place::File(place), message(fault, alt.map_or("", |alt| &alt.value), file, check)))
}

fn message(fault: Fault, alt: &str, file: &str, check: &Check<'_>) -> String {
    let name = match fault {
        Fault::Missing => "missing",
        Fault::FileName => "file-name",
        Fault::SaysPicture(_) => "says-picture",
        Fault::TooLong => "too-long",
    };
    let limit = check.reading.channel().and_then(|channel| channel.alt_text_limit).unwrap_or_default().to_string();
    check.message(name, &[("alt", alt.trim()), ("file", file), ("limit", &limit)])
}

/// A Markdown image: `![alt](file)`.
struct Image<'a> {
    span: Span,
    alt: &'a str,
    file: &'a str,
    alt_start: usize,
}

/// The longest alternative text or address of a picture, in bytes.
const LONGEST: usize = 4000;

fn images(prose: &Prose) -> Vec<Image<'_>> {
    let text = &prose.text;
    let mut images = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("![")).map(|offset| at + offset) {
        at = start + 2;
        let near = line_after(text, at, LONGEST);
        let Some(alt) = near.find("](").map(|length| &near[..length]).filter(|alt| !alt.contains('[')) else { continue };
        let from = at + alt.len() + 2;
        let near = line_after(text, from, LONGEST);
        let Some(target) = near.find(')').map(|length| &near[..length]) else { continue };
        let span = Span::new(start, from + target.len() + 1);
        let file = target.split_whitespace().next().unwrap_or_default();
        if prose.zones_over(span, &[ZoneKind::Code, ZoneKind::Comment]).next().is_none() {
            images.push(Image { span, alt, file, alt_start: at });
        }
        at = span.end();
    }
    images
}

fn of_image(image: &Image<'_>, check: &Check<'_>) -> Option<Hit> {
    let fault = fault(image.alt, image.file, check)?;
    let hit = Hit::body(image.span, message(fault, image.alt, image.file, check));
    let alt = Span::new(image.alt_start, image.alt_start + image.alt.len());
    Some(match fault {
        Fault::Missing | Fault::FileName => {
            let gap = check.message("gap", &[]);
            hit.remedy(Remedy::review(check.message("fix", &[("text", &gap)]), alt, gap))
        }
        Fault::SaysPicture(opening) => match image.alt.trim_start().get(opening..) {
            Some(rest) => hit.remedy(Remedy::review(check.message("fix", &[("text", rest)]), alt, rest.to_owned())),
            None => hit,
        },
        Fault::TooLong => hit,
    })
}
