//! Many documents in one run: the roles of a site, or many people.
//!
//! ```text
//! plan, names   which documents there are, and what each is called; nothing is written before
//! post          what goes out with them: drafts of mails, the letters of roles
//! people, rows, the same for each row of a list, which is never held as a whole
//! table_text
//! crew          work on all cores, its results in order
//! make          one document: is it up to date, else set, write, save
//! guard         keeps a fault of the program to the document that shows it
//! manifest      what was made of what, and what an earlier run made
//! review, book  for staff: what to look at, and everything in one file
//! held          where doubtful documents are kept apart
//! ledger        both lists while a run writes them, and how it is asked to end
//! ```

mod book;
mod crew;
mod guard;
mod held;
mod ledger;
mod make;
mod manifest;
mod names;
mod people;
mod plan;
mod post;
mod review;
mod rows;
mod run;
mod scrub;
mod table_text;

pub use ledger::{Reached, Stop};
pub use make::{Outcome, State};
pub use manifest::{Given, Made, Reason, Record};
pub use people::{People, Person, people};
pub use plan::{Choice, Plan, plan};
pub use post::Drafts;
pub use rows::{Rows, Shard, ShardError};
pub use run::{Options, Summary, run};
