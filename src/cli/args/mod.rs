//! What can be typed behind `tonfall`.

mod baseline;
mod fix;
mod report;
mod rules;
mod scope;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

pub(super) use self::baseline::{BaselineArguments, BaselineCommand, BaselineTarget};
pub(super) use self::fix::FixArguments;
pub(super) use self::report::{GateArguments, ReportArguments};
pub(super) use self::rules::{
    FamilyChoice, KindChoice, LintArguments, ListFormat, NewArguments, RulesCommand, StatsArguments, StatsFormat, TestArguments,
    TryArguments,
};
pub(super) use self::scope::{ConfigSourceArguments, ScopeArguments};
use crate::draft::Format;
use crate::finding::Severity;
use crate::text::Language;
use crate::workspace::FileKind;

/// Checks social-media posts and customer replies before they are published.
#[derive(Debug, Parser)]
#[command(name = "tonfall", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,

    /// When to colour the output
    #[arg(long, global = true, value_enum, default_value_t = ColourChoice::Auto, value_name = "WHEN")]
    pub(super) color: ColourChoice,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check drafts, and report what would anger people
    Check(Box<CheckArguments>),
    /// Write down what is found today, so that `check --baseline` reports only what is new
    Baseline(BaselineArguments),
    /// Explain a rule: what it finds, why, what to do instead
    Explain(ExplainArguments),
    /// List, write, try and test rules
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Show what applies to a file, and where each setting comes from
    Config(ConfigArguments),
    /// Write a commented tonfall.yaml
    Init(InitArguments),
    /// Print the JSON schema of a kind of file, for editors that complete and check YAML
    Schema(SchemaArguments),
    /// Show what Tonfall understood of a draft
    Inspect(InspectArguments),
    /// Print what lets a shell complete commands and options
    Completions(CompletionsArguments),
    /// Print the manual page of Tonfall or of one of its commands, or write all of them to a folder
    Man(ManArguments),
    /// Serve an editor over standard input and output, as the language server protocol has it
    Lsp(LspArguments),
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Files and folders to check; `-` is standard input
    #[arg(default_value = ".")]
    pub(super) paths: Vec<PathBuf>,

    /// Of the files that are named, only those that a walk through their folder would take for drafts: for hooks that name every changed file
    #[arg(long)]
    pub(super) only_drafts: bool,

    /// The path that standard input stands for: its config and its name in the report
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_path: Option<PathBuf>,

    /// What standard input is, where its path does not tell
    #[arg(long, value_parser = formats(), value_name = "FORMAT")]
    pub(super) stdin_format: Option<Format>,

    #[command(flatten)]
    pub(super) report: ReportArguments,

    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    pub(super) fail_on: FailOn,

    #[command(flatten)]
    pub(super) gates: GateArguments,

    /// Only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,

    /// All rules but these
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,

    /// How many threads to use; 0 is one per core
    #[arg(long, default_value_t = 0, value_name = "NUMBER")]
    pub(super) jobs: usize,

    /// Check again whenever a draft, the config or a rule changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["suggestions", "stdin_path", "stdin_format"])]
    pub(super) watch: bool,

    #[command(flatten)]
    pub(super) scope: ScopeArguments,

    #[command(flatten)]
    pub(super) fixing: FixArguments,

    #[command(flatten)]
    pub(super) source: ConfigSourceArguments,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The rule's id, as it stands in brackets behind a severity
    pub(super) rule: String,

    /// The language of the explanation
    #[arg(long, value_enum)]
    pub(super) lang: Option<LanguageChoice>,
}

#[derive(Debug, Args)]
pub(super) struct ConfigArguments {
    /// The draft, or a folder of drafts
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The folder to write it to
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// The kind of file: `tonfall` is tonfall.yaml
    #[arg(value_enum, default_value_t = SchemaChoice::Tonfall)]
    pub(super) kind: SchemaChoice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaChoice {
    Tonfall,
    Rule,
    Topic,
    FrontMatter,
    Pack,
}

impl From<SchemaChoice> for FileKind {
    fn from(choice: SchemaChoice) -> Self {
        match choice {
            SchemaChoice::Tonfall => Self::Config,
            SchemaChoice::Rule => Self::Rule,
            SchemaChoice::Topic => Self::Topic,
            SchemaChoice::FrontMatter => Self::FrontMatter,
            SchemaChoice::Pack => Self::Pack,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct InspectArguments {
    /// The draft; `-` is standard input
    pub(super) path: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The command; without it, Tonfall itself
    pub(super) command: Option<String>,

    /// Write the pages of all commands to this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct LspArguments {
    /// What many editors add by themselves; there is no other way to talk to them.
    #[arg(long, hide = true)]
    stdio: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColourChoice {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// The least severity that fails; `None` where nothing does.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LanguageChoice {
    De,
    En,
}

/// What files can be, by the names of formats.
fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.map(|format| PossibleValue::new(format.name()).help(format.about()));
    PossibleValuesParser::new(names).map(|name| Format::of_name(&name).expect("the argument takes the names of formats alone"))
}

impl From<LanguageChoice> for Language {
    fn from(choice: LanguageChoice) -> Self {
        match choice {
            LanguageChoice::De => Self::De,
            LanguageChoice::En => Self::En,
        }
    }
}
