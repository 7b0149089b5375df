//! YAML nodes become front matter and complaint: values that do not fit are problems and left out, the rest stays.

use std::ops::Range;

use super::{ComplaintFile, Field, FrontMatter, FrontMatterFile, Media, MediaFile, Moment};
use crate::draft::source::Source;
use crate::draft::{Complaint, Encoding, Kind, Passage, Problem};
use crate::finding::Severity;
use crate::text::Span;
use crate::yaml::{self, Lenient, Node, Step, Style};

/// What a draft's record says, whatever stands around it.
pub(in crate::draft) struct Record {
    pub(in crate::draft) front: FrontMatter,
    pub(in crate::draft) complaint: Option<Complaint>,
    pub(in crate::draft) problems: Vec<Problem>,
}

/// Reads the YAML that stands in a part of the source.
pub(in crate::draft) fn read(source: &Source, yaml: Range<usize>) -> Record {
    let text = &source.text[yaml.clone()];
    let mut reader = Reader { source, yaml: text, offset: yaml.start, problems: Vec::new() };
    match yaml::parse(text) {
        Ok(root) => {
            let (front, complaint) = reader.record(root);
            Record { front, complaint, problems: reader.problems }
        }
        Err(problem) => {
            reader.report(&problem, Severity::Error);
            let front = FrontMatter { kind: kind_of_broken(source, yaml), ..FrontMatter::default() };
            Record { front, complaint: None, problems: reader.problems }
        }
    }
}

/// What cannot be read as YAML still tells a reply, so that no rule for posts flickers while the front matter is being typed.
fn kind_of_broken(source: &Source, yaml: Range<usize>) -> Option<Field<Kind>> {
    let is_reply = |line: &str| {
        line.starts_with("complaint:") || line.split_once(':').is_some_and(|(key, value)| key == "kind" && value.trim() == "reply")
    };
    let line =
        crate::draft::lines::lines(&source.text[..yaml.end], yaml.start).find(|line| is_reply(&source.text[line.content.clone()]))?;
    Some(Field { value: Kind::Reply, span: source.span(line.content) })
}

struct Reader<'a> {
    source: &'a Source<'a>,
    yaml: &'a str,
    offset: usize,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn record(&mut self, root: Node) -> (FrontMatter, Option<Complaint>) {
        let has_complaint = root.get("complaint").is_some();
        let Lenient { value: file, node: root, unknown, unfit } = yaml::decode_leniently::<FrontMatterFile>(root);
        unknown.iter().for_each(|problem| self.report(problem, Severity::Warning));
        unfit.iter().for_each(|problem| self.report(problem, Severity::Error));
        let root = &root;
        let key = |key| [Step::Key(key)];
        let complaint = has_complaint.then(|| self.complaint(root.get("complaint").unwrap_or(root), file.complaint.unwrap_or_default()));
        let media = file.media.unwrap_or_default().into_iter();
        let media_nodes = root.get("media").map(Node::items).unwrap_or_default();
        let disable = file.tonfall.and_then(|tonfall| tonfall.disable).unwrap_or_default().into_iter();
        let disable_nodes = root.at(&[Step::Key("tonfall"), Step::Key("disable")]).map(Node::items).unwrap_or_default();
        let front = FrontMatter {
            span: None,
            kind: self.field(root, &key("kind"), file.kind),
            channel: self.field(root, &key("channel"), file.channel),
            lang: self.field(root, &key("lang"), file.lang),
            audience: self.field(root, &key("audience"), file.audience),
            address: self.field(root, &key("address"), file.address),
            received: self.moment(root, "received", file.received),
            publish: self.moment(root, "publish", file.publish),
            signature: self.field(root, &key("signature"), file.signature),
            author: self.field(root, &key("author"), file.author),
            incident: self.field(root, &key("incident"), file.incident),
            sponsored: self.field(root, &key("sponsored"), file.sponsored),
            media: media_nodes.iter().zip(media).map(|(node, media)| self.media(node, media)).collect(),
            disable: disable_nodes.iter().zip(disable).map(|(node, value)| Field { value, span: self.span(&node.span) }).collect(),
        };
        (front, complaint)
    }

    fn span(&self, span: &Range<usize>) -> Span {
        self.source.span(span.start + self.offset..span.end + self.offset)
    }

    fn field<T>(&self, node: &Node, path: &[Step], value: Option<T>) -> Option<Field<T>> {
        Some(Field { value: value?, span: self.span(&node.at(path)?.span) })
    }

    fn moment(&mut self, root: &Node, key: &str, value: Option<String>) -> Option<Field<Moment>> {
        let field = self.field(root, &[Step::Key(key)], value)?;
        if let Some(value) = Moment::parse(&field.value) {
            return Some(Field { value, span: field.span });
        }
        self.problems.push(Problem {
            rule: "front-matter",
            severity: Severity::Error,
            span: field.span,
            message: format!("`{key}` must be a date that exists, with or without a time: found `{}`", field.value),
            hint: Some("write it as 2026-11-21T19:20+01:00".to_owned()),
        });
        None
    }

    fn complaint(&mut self, node: &Node, file: ComplaintFile) -> Complaint {
        let text = file.text.is_some().then(|| node.get("text")).flatten();
        let rating = self.field(node, &[Step::Key("rating")], file.rating);
        Complaint {
            author: self.field(node, &[Step::Key("author")], file.author),
            handle: self.field(node, &[Step::Key("handle")], file.handle),
            title: self.field(node, &[Step::Key("title")], file.title),
            rating: rating.and_then(|rating| self.checked_rating(rating)),
            message: text.map_or_else(|| self.no_message(node), |node| self.passage(node)),
            file: self.field(node, &[Step::Key("file")], file.file),
        }
    }

    fn checked_rating(&mut self, rating: Field<u8>) -> Option<Field<u8>> {
        if (1..=5).contains(&rating.value) {
            return Some(rating);
        }
        self.problems.push(Problem {
            rule: "front-matter",
            severity: Severity::Error,
            span: rating.span,
            message: format!("`rating` must be a whole number from 1 to 5: found `{}`", rating.value),
            hint: None,
        });
        None
    }

    fn media(&self, node: &Node, media: MediaFile) -> Media {
        Media {
            file: self.field(node, &[Step::Key("file")], media.file),
            alt: self.field(node, &[Step::Key("alt")], media.alt),
            decorative: media.decorative.unwrap_or(false),
            span: self.span(&node.span),
        }
    }

    fn no_message(&self, complaint: &Node) -> Passage {
        let span = self.span(&complaint.span);
        Passage { span: Span { start: span.end, end: span.end }, ..Passage::default() }
    }

    /// A scalar as a text with the way back to the bytes that it was written with.
    fn passage(&self, node: &Node) -> Passage {
        let quote_length = usize::from(matches!(node.style(), Some(Style::SingleQuoted | Style::DoubleQuoted)));
        let indent = yaml::block_indent(self.yaml, node);
        let encoding = match node.style() {
            Some(Style::SingleQuoted) => Encoding::YamlSingleQuoted,
            Some(Style::DoubleQuoted) => Encoding::YamlDoubleQuoted,
            Some(Style::Literal) => Encoding::YamlBlock { indent },
            Some(Style::Folded) => Encoding::YamlFolded { indent },
            Some(Style::Plain) | None => Encoding::YamlPlain,
        };
        let range = node.span.start + quote_length + self.offset..node.span.end - quote_length + self.offset;
        let shifted = |(text, at): (u32, u32)| (text, Span::at(at as usize + self.offset).start);
        let steps = yaml::value_steps(self.yaml, node).into_iter().map(shifted).collect();
        self.source.passage(node.as_str().unwrap_or_default().to_owned(), encoding, steps, range)
    }

    fn report(&mut self, problem: &yaml::Problem, severity: Severity) {
        let (span, message, hint) = (self.span(&problem.span), problem.message.clone(), problem.hint.clone());
        self.problems.push(Problem { rule: "front-matter", severity, span, message, hint });
    }
}
