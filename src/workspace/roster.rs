//! A list of customers becomes people: CSV as address books and help desks export it, or YAML.

use crate::config::Person;
use crate::yaml::{self, Problem};

/// Column names by what they hold, in lower case.
const NAME: [&str; 5] = ["name", "full name", "vollständiger name", "kunde", "customer"];
const FIRST: [&str; 4] = ["first name", "firstname", "given name", "vorname"];
const LAST: [&str; 6] = ["last name", "lastname", "family name", "surname", "nachname", "familienname"];
const TITLE: [&str; 4] = ["title", "salutation", "anrede", "titel"];
const HANDLE: [&str; 5] = ["handle", "account", "username", "konto", "benutzername"];

/// Reads people from a list in YAML: `- {name: Hannes Schleeh, title: Herr, handle: "@schleeh"}`.
pub(super) fn from_yaml(text: &str) -> (Vec<Person>, Vec<Problem>) {
    let node = match yaml::parse(text) {
        Ok(node) => node,
        Err(problem) => return (Vec::new(), vec![problem]),
    };
    let (people, mut problems) = yaml::decode::<Vec<Person>>(&node);
    let mut people = people.unwrap_or_default();
    let nameless = node.items().iter().zip(&people).filter(|(_, person)| person.name.trim().is_empty());
    problems.extend(nameless.map(|(node, _)| nameless_at(node.span.start, node.span.end)));
    people.retain(|person| !person.name.trim().is_empty());
    (people, problems)
}

/// Reads people from CSV with a header. Commas, semicolons and tabs are told apart by the header; further columns are left alone.
pub(super) fn from_csv(text: &str) -> (Vec<Person>, Vec<Problem>) {
    let header_line = text.lines().next().unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let columns = match reader.headers() {
        Ok(header) => Columns::new(header),
        Err(error) => return (Vec::new(), vec![unreadable(&error)]),
    };
    if columns.name.is_none() && columns.last.is_none() {
        let message = "there is no column `name`".to_owned();
        let hint = Some("the first line names the columns: name, and where they are known title and handle".to_owned());
        return (Vec::new(), vec![Problem { span: 0..header_line.len(), message, hint }]);
    }
    let (mut people, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record {
            Err(error) => problems.push(unreadable(&error)),
            Ok(record) if record.iter().all(str::is_empty) => {}
            Ok(record) => match columns.person(&record) {
                Some(person) => people.push(person),
                None => {
                    let start = offset(record.position());
                    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
                    problems.push(nameless_at(start, start + line.len()));
                }
            },
        }
    }
    (people, problems)
}

/// The line that adds a person to a list in CSV, without its line break. `None` where the list has no place for a name.
#[must_use]
pub fn csv_row(text: &str, person: &Person) -> Option<String> {
    let delimiter = delimiter(text);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().ok()?;
    let columns = Columns::new(header);
    let (first, last) = person.name.rsplit_once(' ').unwrap_or(("", &person.name));
    let mut cells = vec![String::new(); header.len()];
    let mut put = |column: Option<usize>, value: &str| column.and_then(|column| cells.get_mut(column)).map(|cell| value.clone_into(cell));
    match columns.name {
        Some(_) => put(columns.name, &person.name),
        None => put(columns.first, first).and(put(columns.last, last)),
    }?;
    put(columns.title, person.title.as_deref().unwrap_or_default());
    put(columns.handle, person.handle.as_deref().unwrap_or_default());
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(&cells).ok()?;
    String::from_utf8(writer.into_inner().ok()?).ok().map(|row| row.trim_end().to_owned())
}

/// Commas, semicolons and tabs are told apart by the first line.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| header.bytes().filter(|byte| byte == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// The number of each column that means something here.
struct Columns {
    name: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    title: Option<usize>,
    handle: Option<usize>,
}

impl Columns {
    fn new(header: &csv::StringRecord) -> Self {
        let titles: Vec<String> = header.iter().map(|title| title.to_lowercase().replace(['_', '-'], " ")).collect();
        let find = |names: &[&str]| names.iter().find_map(|name| titles.iter().position(|title| title == name));
        Self { name: find(&NAME), first: find(&FIRST), last: find(&LAST), title: find(&TITLE), handle: find(&HANDLE) }
    }

    fn person(&self, record: &csv::StringRecord) -> Option<Person> {
        let cell = |column: Option<usize>| column.and_then(|column| record.get(column)).filter(|cell| !cell.is_empty());
        let name = match cell(self.name) {
            Some(name) => name.to_owned(),
            None => [cell(self.first), cell(self.last)].into_iter().flatten().collect::<Vec<_>>().join(" "),
        };
        let person = Person { name, title: cell(self.title).map(str::to_owned), handle: cell(self.handle).map(str::to_owned) };
        (!person.name.is_empty()).then_some(person)
    }
}

fn nameless_at(start: usize, end: usize) -> Problem {
    let hint = Some("write the name, or remove the entry".to_owned());
    Problem { span: start..end, message: "this person has no name".to_owned(), hint }
}

fn unreadable(error: &csv::Error) -> Problem {
    let start = offset(error.position());
    Problem { span: start..start, message: format!("this line cannot be read: {error}"), hint: None }
}

fn offset(position: Option<&csv::Position>) -> usize {
    position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(people: &[Person]) -> Vec<&str> {
        people.iter().map(|person| person.name.as_str()).collect()
    }

    #[test]
    fn csv_comes_in_many_forms() {
        for text in [
            "name,title,handle\nHannes Schleeh,Herr,@schleeh\n",
            "\u{feff}name,title,handle\nHannes Schleeh,Herr,@schleeh\n",
            "ID;Anrede;Vorname;Nachname;Konto\r\n7;Herr;Hannes;Schleeh;@schleeh\r\n\r\n",
            "Handle\tName\tTitle\n@schleeh\t\"Hannes Schleeh\"\tHerr",
        ] {
            let (people, problems) = from_csv(text);
            assert_eq!(problems, [], "{text}");
            let (title, handle) = (Some("Herr".to_owned()), Some("@schleeh".to_owned()));
            assert_eq!(people, [Person { name: "Hannes Schleeh".to_owned(), title, handle }], "{text}");
        }
    }

    #[test]
    fn names_keep_their_letters() {
        assert_eq!(names(&from_csv("name\nElif Yıldız\nSeán O'Brien\n").0), ["Elif Yıldız", "Seán O'Brien"]);
    }

    #[test]
    fn csv_faults_are_found_where_they_stand() {
        let (people, problems) = from_csv("name,handle\n,@a\nMia,@b\n");
        assert_eq!((names(&people), problems[0].span.clone()), (vec!["Mia"], 12..15));
        assert_eq!(from_csv("id,mail\n1,a@b.example\n").1[0].message, "there is no column `name`");
        assert_eq!(from_csv("").1.len(), 1);
    }

    #[test]
    fn a_person_becomes_a_line() {
        let person = Person { name: "Hannes; Schleeh".to_owned(), title: Some("Herr".to_owned()), handle: None };
        assert_eq!(csv_row("ID;Anrede;Name\n", &person).as_deref(), Some(";Herr;\"Hannes; Schleeh\""));
        let person = Person { name: "Mia Kaya".to_owned(), ..Person::default() };
        assert_eq!(csv_row("Vorname,Nachname\n", &person).as_deref(), Some("Mia,Kaya"));
        assert_eq!(csv_row("id,mail\n", &person), None);
    }

    #[test]
    fn yaml_is_a_list() {
        let (people, problems) = from_yaml("- name: Mia\n- {handle: a}\n- {name: Jo, tilte: Herr}\n");
        assert_eq!(names(&people), ["Mia", "Jo"]);
        assert_eq!(problems.len(), 2);
        assert_eq!(from_yaml("name: Mia").1.len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "(name[,;]handle\n)?\\PC{0,40}(\n\\PC{0,20})?") {
            from_csv(&text);
            from_yaml(&text);
        }
    }
}
