//! Many drafts in one file, read part by part: so that a file of any size needs little memory. Cuts where a record ends; reads no files itself.

use super::layout::Layout;
use super::source::Source;
use super::table::Table;
use super::{Draft, Format, calendar, jsonl, record};

/// How the records of a file are read, once its beginning is known.
#[derive(Clone, Debug)]
pub struct Bulk {
    kind: Kind,
    layout: Layout,
}

#[derive(Clone, Debug)]
enum Kind {
    Lines,
    Table(Table),
    Calendar,
}

impl Bulk {
    /// The way to read a file that begins with these bytes; `None` for formats of one draft per file. A table's beginning should hold its header.
    #[must_use]
    pub fn new(format: Format, layout: &Layout, head: &[u8]) -> Option<Self> {
        let kind = match format {
            Format::Jsonl => Kind::Lines,
            Format::Csv => Kind::Table(Table::new(head, layout)),
            Format::Calendar => Kind::Calendar,
            Format::Markdown | Format::Text => return None,
        };
        Some(Self { kind, layout: layout.clone() })
    }

    /// Whether a file that begins with these bytes can be read at all. One that cannot is read as one draft, whose problem says why.
    #[must_use]
    pub fn is_text(head: &[u8]) -> bool {
        Source::read(head).is_ok()
    }

    /// How many of these bytes, which start where a record does, hold whole records; nothing where none is whole.
    #[must_use]
    pub fn whole(&self, bytes: &[u8]) -> usize {
        match &self.kind {
            Kind::Lines => jsonl::whole(bytes),
            Kind::Table(table) => table.whole(bytes),
            // A calendar is read whole or not at all.
            Kind::Calendar => 0,
        }
    }

    /// Reads the beginning of a file, or all of it. Places are bytes of it.
    #[must_use]
    pub fn read_first(&self, bytes: &[u8]) -> Vec<Draft> {
        self.read(bytes, Part::First)
    }

    /// Reads a part that starts where a record does. Places are bytes of the part, and drafts are numbered from 0.
    #[must_use]
    pub fn read_next(&self, bytes: &[u8]) -> Vec<Draft> {
        self.read(bytes, Part::Next)
    }

    fn read(&self, bytes: &[u8], part: Part) -> Vec<Draft> {
        let (source, problems) = match Source::read(bytes) {
            Ok(read) => read,
            Err(problem) => return vec![Draft::unreadable(problem)],
        };
        let start = if part == Part::First { source.start } else { 0 };
        let (mut drafts, ends) = match &self.kind {
            Kind::Lines => jsonl::read(&source, start..source.text.len(), &self.layout),
            Kind::Calendar => calendar::read(&source, &self.layout),
            Kind::Table(table) => {
                let start = if part == Part::First { table.start(&source) } else { 0 };
                let (mut drafts, mut ends) = table.read(&source, start..source.text.len());
                if let Some(fault) = table.fault(&source).filter(|_| part == Part::First) {
                    drafts.insert(0, fault);
                    ends.insert(0, start);
                }
                (drafts, ends)
            }
        };
        // Ends are counted in the text, problems in the file: they differ where bytes were replaced.
        let ends: Vec<usize> = ends.into_iter().map(|end| source.span(end..end).start()).collect();
        record::number(&mut drafts, &ends, problems);
        drafts
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    First,
    Next,
}
