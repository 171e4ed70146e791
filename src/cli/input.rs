//! The option of every command that reads texts.

use clap::Args;

use crate::read::InputLimit;

/// How much is read.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct InputArgs {
    /// The largest text that is read, such as 128MiB [default: 64MiB]
    #[arg(long, value_name = "SIZE")]
    pub max_input_size: Option<InputLimit>,
}
