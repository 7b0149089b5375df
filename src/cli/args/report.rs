//! How `check` reports, and what makes it fail beside the findings themselves.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct ReportArguments {
    /// How to report what was found
    #[arg(long, default_value = "full", value_parser = format_names(), value_name = "FORMAT")]
    pub(in crate::cli) format: String,

    /// A further report, written to a file; can be given more than once
    #[arg(long, value_parser = output, value_name = "FORMAT=FILE")]
    pub(in crate::cli) output: Vec<FileReport>,
}

/// A report that goes to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct FileReport {
    /// The name of a format that there is.
    pub(in crate::cli) format: String,
    pub(in crate::cli) path: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct GateArguments {
    /// More warnings than this make the exit code 1
    #[arg(long, value_name = "NUMBER")]
    pub(in crate::cli) max_warnings: Option<usize>,

    /// A mean score of all drafts below this makes the exit code 1; 0 to 100, see docs/score.md
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=100), value_name = "POINTS")]
    pub(in crate::cli) min_score: Option<u8>,
}

fn format_names() -> clap::builder::PossibleValuesParser {
    crate::report::FORMATS.iter().map(|format| clap::builder::PossibleValue::new(format.name).help(format.about)).collect::<Vec<_>>().into()
}

fn output(argument: &str) -> Result<FileReport, String> {
    let Some((format, path)) = argument.split_once('=').filter(|(_, path)| !path.is_empty()) else {
        return Err("name a format and a file, such as `sarif=tonfall.sarif`".to_owned());
    };
    if crate::report::format(format).is_some() {
        return Ok(FileReport { format: format.to_owned(), path: path.into() });
    }
    let names: Vec<&str> = crate::report::FORMATS.iter().map(|format| format.name).collect();
    let nearest = names.iter().map(|name| (strsim::jaro_winkler(format, name), name)).max_by(|(a, _), (b, _)| a.total_cmp(b));
    Err(match nearest.filter(|(likeness, _)| *likeness > 0.75) {
        Some((_, name)) => format!("there is no format `{format}`; did you mean `{name}`?"),
        None => format!("there is no format `{format}`; there are {}", names.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_is_a_format_and_a_file() {
        assert_eq!(output("json=a=b.json").unwrap(), FileReport { format: "json".to_owned(), path: "a=b.json".into() });
        assert!(output("json").is_err() && output("json=").is_err());
        assert_eq!(output("serif=x").unwrap_err(), "there is no format `serif`; did you mean `sarif`?");
    }
}
