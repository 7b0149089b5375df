//! YAML nodes become front matter and complaint: values that do not fit are problems and left out, the rest stays.

use std::ops::Range;

use super::notation::{self, Notation};
use super::rules::setting;
use super::{ComplaintFile, Field, FrontMatter, FrontMatterFile, Media, MediaFile, Moment, RuleSetting};
use crate::draft::source::Source;
use crate::draft::{Complaint, Kind, Passage, Problem};
use crate::finding::Severity;
use crate::text::Span;
use crate::yaml::{self, Lenient, Node, Step};

/// What a draft's record says, whatever stands around it.
pub(in crate::draft) struct Record {
    pub(in crate::draft) front: FrontMatter,
    pub(in crate::draft) complaint: Option<Complaint>,
    pub(in crate::draft) problems: Vec<Problem>,
}

/// Reads the YAML that stands in a part of the source.
pub(in crate::draft) fn read(source: &Source, yaml: Range<usize>) -> Record {
    let text = &source.text[yaml.clone()];
    let mut reader =
        Reader { source, notation: Notation::Yaml { text, offset: yaml.start }, strangers: Strangers::Faults, problems: Vec::new() };
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

/// Reads a record of a bulk format. Others have put keys of their own beside ours: only one that is a misspelt one of ours is a problem.
pub(in crate::draft) fn read_record(source: &Source, root: Node, notation: Notation<'_>) -> Record {
    let mut reader = Reader { source, notation, strangers: Strangers::Guests, problems: Vec::new() };
    let (front, complaint) = reader.record(root);
    Record { front, complaint, problems: reader.problems }
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
    notation: Notation<'a>,
    strangers: Strangers,
    problems: Vec<Problem>,
}

/// What keys are that nobody here knows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strangers {
    Faults,
    Guests,
}

impl Reader<'_> {
    fn record(&mut self, root: Node) -> (FrontMatter, Option<Complaint>) {
        let has_complaint = root.get("complaint").is_some();
        let Lenient { value: file, node: root, unknown, unfit } = yaml::decode_leniently::<FrontMatterFile>(root);
        let (source, notation, strangers) = (self.source, self.notation, self.strangers);
        for problem in unknown.iter().filter(|problem| is_fault(problem, strangers, source, notation)) {
            self.report(problem, Severity::Warning);
        }
        unfit.iter().for_each(|problem| self.report(problem, Severity::Error));
        let root = &root;
        let key = |key| [Step::Key(key)];
        let complaint = has_complaint.then(|| self.complaint(root.get("complaint").unwrap_or(root), file.complaint.unwrap_or_default()));
        let media = file.media.unwrap_or_default().into_iter();
        let media_nodes = root.get("media").map(Node::items).unwrap_or_default();
        let disable = file.tonfall.and_then(|tonfall| tonfall.disable).unwrap_or_default().into_iter();
        let disable_nodes = root.at(&[Step::Key("tonfall"), Step::Key("disable")]).map(Node::items).unwrap_or_default();
        let rules = self.rules(root.at(&[Step::Key("tonfall"), Step::Key("rules")]));
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
            rules,
        };
        (front, complaint)
    }

    fn rules(&mut self, node: Option<&Node>) -> Vec<RuleSetting> {
        let mut settings = Vec::new();
        for (key, value) in node.map(Node::entries).unwrap_or_default() {
            let id = Field { value: key.as_str().unwrap_or_default().to_owned(), span: self.span(&key.span) };
            let (setting, problem) = setting(id, value);
            settings.push(setting);
            problem.iter().for_each(|problem| self.report(problem, Severity::Error));
        }
        settings
    }

    fn span(&self, span: &Range<usize>) -> Span {
        self.source.span(self.notation.range(span.clone()))
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

    fn passage(&self, node: &Node) -> Passage {
        notation::passage(self.source, node, self.notation)
    }

    fn report(&mut self, problem: &yaml::Problem, severity: Severity) {
        let (span, message, hint) = (self.span(&problem.span), problem.message.clone(), problem.hint.clone());
        self.problems.push(Problem { rule: "front-matter", severity, span, message, hint });
    }
}

/// Whether a key that nobody knows is one that should be known: among guests, one that is a letter off.
fn is_fault(unknown: &yaml::Problem, strangers: Strangers, source: &Source, notation: Notation<'_>) -> bool {
    let near = unknown.hint.as_deref().and_then(|hint| hint.strip_prefix("did you mean `")?.strip_suffix("`?"));
    let key = source.text.get(notation.range(unknown.span.clone())).unwrap_or_default().trim_matches('"');
    strangers == Strangers::Faults || near.is_some_and(|near| strsim::osa_distance(near, key) == 1)
}
