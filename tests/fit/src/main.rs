//! How well labelled pages are read, and the weights by which they are read best.

#[path = "../../suite/corpus"]
mod corpus {
    pub mod dates;
    pub mod entries;
    pub mod found;
    pub mod label;
    pub mod leaks;
    pub mod pairs;
    pub mod score;
    pub mod words;
}
mod climb;
mod numbers;
mod pages;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Tells how well the labelled pages of folders are read.
    Measure {
        /// Folders with labels: `x.label.json` beside its page, or one that names its `file`.
        #[arg(required = true)]
        folders: Vec<PathBuf>,
        /// Prints what is wrong on pages with this in their name.
        #[arg(long)]
        show: Option<String>,
        /// Prints the fields, the worst first.
        #[arg(long)]
        fields: bool,
        /// Prints the sums alone.
        #[arg(long)]
        quiet: bool,
        /// Writes the pages' figures.
        #[arg(long)]
        save: Option<PathBuf>,
        /// Prints the pages whose figures are others than in this file.
        #[arg(long)]
        old: Option<PathBuf>,
        /// Reads with the weights of this file.
        #[arg(long)]
        weights: Option<PathBuf>,
    },
    /// Moves the weights to where the pages of the folders are read best.
    Fit {
        /// Folders with labels.
        #[arg(required = true)]
        folders: Vec<PathBuf>,
        /// Pages that are not fitted to: they decide when to stop.
        #[arg(long)]
        held: Vec<PathBuf>,
        /// The weights to begin with; they are written there.
        #[arg(long, default_value = "src/extract/reader/score.yaml")]
        weights: PathBuf,
        /// Which order the weights are tried in.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Ends after so many minutes.
        #[arg(long, default_value_t = 10)]
        minutes: u64,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Measure {
            folders,
            show,
            fields,
            quiet,
            save,
            old,
            weights,
        } => {
            let weights = weights.map(|path| pages::weights(&pages::text_of(&path)));
            let pages = pages::of(&folders);
            let scores = pages::scores(&pages, weights);
            let shown = table::Shown {
                show,
                fields,
                quiet,
                save,
                old,
            };
            table::print(&pages, &scores, &shown);
            ExitCode::SUCCESS
        }
        Command::Fit {
            folders,
            held,
            weights,
            seed,
            minutes,
        } => {
            climb::fit(
                &pages::of(&folders),
                &pages::of(&held),
                &weights,
                seed,
                minutes,
            );
            ExitCode::SUCCESS
        }
    }
}
