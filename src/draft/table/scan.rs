//! Bytes of a table become records and fields, each with its place. Reads what spreadsheets and exports write: fields in quotes with line breaks
//! and doubled quotes, any line ends. Knows no columns.

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::draft) struct Dialect {
    pub(in crate::draft) delimiter: u8,
    pub(in crate::draft) quote: u8,
}

/// A field's content: what stands in its quotes, or all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::draft) struct Field {
    pub(in crate::draft) start: usize,
    pub(in crate::draft) end: usize,
    pub(in crate::draft) is_quoted: bool,
}

/// How a record ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::draft) enum End {
    /// With a line break, or with the table.
    Closed,
    /// The table ends inside of quotes that opened here.
    Open(usize),
    /// Behind the quotes that close here stands more than a delimiter.
    Torn(usize),
}

/// One record, from its first field to the start of the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::draft) struct Record {
    pub(in crate::draft) fields: Vec<Field>,
    pub(in crate::draft) next: usize,
    pub(in crate::draft) end: End,
}

impl Dialect {
    /// Reads the record that starts at a byte.
    pub(in crate::draft) fn record(self, bytes: &[u8], start: usize) -> Record {
        let mut record = Record { fields: Vec::new(), next: bytes.len(), end: End::Closed };
        let mut at = start;
        loop {
            let (field, after) =
                if bytes.get(at) == Some(&self.quote) { self.quoted(bytes, at, &mut record.end) } else { self.bare(bytes, at) };
            record.fields.push(field);
            at = match bytes.get(after) {
                Some(byte) if *byte == self.delimiter => after + 1,
                Some(b'\r') if bytes.get(after + 1) == Some(&b'\n') => {
                    record.next = after + 2;
                    return record;
                }
                Some(_) => {
                    record.next = after + 1;
                    return record;
                }
                None => return record,
            };
        }
    }

    /// How many of these bytes are whole records.
    pub(in crate::draft) fn whole(self, bytes: &[u8]) -> usize {
        let mut at = 0;
        while at < bytes.len() {
            let record = self.record(bytes, at);
            // At the very end nobody knows what follows.
            if matches!(record.end, End::Open(_)) || (record.next == bytes.len() && !bytes.ends_with(b"\n")) {
                break;
            }
            at = record.next;
        }
        at
    }

    fn bare(self, bytes: &[u8], start: usize) -> (Field, usize) {
        let rest = &bytes[start.min(bytes.len())..];
        let end = memchr::memchr3(self.delimiter, b'\n', b'\r', rest).map_or(bytes.len(), |length| start + length);
        (Field { start, end, is_quoted: false }, end)
    }

    fn quoted(self, bytes: &[u8], quote: usize, state: &mut End) -> (Field, usize) {
        let start = quote + 1;
        let mut at = start;
        while let Some(length) = memchr::memchr(self.quote, &bytes[at.min(bytes.len())..]) {
            let close = at + length;
            if bytes.get(close + 1) == Some(&self.quote) {
                at = close + 2;
                continue;
            }
            let after = self.bare(bytes, close + 1).1;
            if bytes[close + 1..after].iter().any(|byte| *byte != b' ') && *state == End::Closed {
                *state = End::Torn(close);
            }
            return (Field { start, end: close, is_quoted: true }, after);
        }
        *state = End::Open(quote);
        (Field { start, end: bytes.len(), is_quoted: true }, bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COMMAS: Dialect = Dialect { delimiter: b',', quote: b'"' };

    fn fields(text: &str) -> Vec<Vec<&str>> {
        let mut at = 0;
        std::iter::from_fn(|| {
            (at < text.len()).then(|| {
                let record = COMMAS.record(text.as_bytes(), at);
                at = record.next;
                record.fields.iter().map(|field| &text[field.start..field.end]).collect()
            })
        })
        .collect()
    }

    #[test]
    fn fields_are_told_apart() {
        assert_eq!(
            fields("a,b\r\n\"x\ny, \"\"z\"\"\",\n,\"\"\n5\" Rohr,c"),
            [vec!["a", "b"], vec!["x\ny, \"\"z\"\"", ""], vec!["", ""], vec!["5\" Rohr", "c"]]
        );
    }

    #[test]
    fn faults_are_seen() {
        assert_eq!(COMMAS.record(b"a,\"b\nc", 0).end, End::Open(2));
        assert_eq!(COMMAS.record(b"\"a\" b,c", 0).end, End::Torn(2));
        assert_eq!(COMMAS.record(b"\"a\" ,c", 0).end, End::Closed);
    }

    #[test]
    fn only_whole_records_count() {
        assert_eq!(COMMAS.whole(b"a\nb"), 2);
        assert_eq!(COMMAS.whole(b"a\n\"b\nc\"\n"), 8);
        assert_eq!(COMMAS.whole(b"a\n\"b\nc"), 2);
        assert_eq!(COMMAS.whole(b"a\r"), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_the_csv_crate_writes_is_read_alike(rows in prop::collection::vec(prop::collection::vec("[a,\"\n\r ü;]{0,6}", 2), 1..6)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read: Vec<Vec<String>> = fields(&text).into_iter().map(|row| row.into_iter().map(|field| field.replace("\"\"", "\"")).collect()).collect();
            prop_assert_eq!(read, rows);
            prop_assert_eq!(COMMAS.whole(text.as_bytes()), text.len());
        }

        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(prop::sample::select(b"a,\"\n\r ".to_vec()), 0..40)) {
            let whole = COMMAS.whole(&bytes);
            prop_assert!(whole <= bytes.len());
            let mut at = 0;
            while at < bytes.len() {
                let record = COMMAS.record(&bytes, at);
                prop_assert!(record.next > at);
                at = record.next;
            }
        }
    }
}
