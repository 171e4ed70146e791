//! A fault of the program itself in one document is that document's alone: the others are made.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// Does some work. What it changed is not to be trusted where it fails.
///
/// # Errors
/// Where the program itself fails in it, by a panic.
pub(super) fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, Error> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| fault(&*panic))
}

fn fault(panic: &(dyn Any + Send)) -> Error {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    // What is quoted may be the page's, and this goes into logs.
    let reason = text.and_then(|text| text.split('`').next()).unwrap_or("");
    Diagnostic::error(format!("vitae itself fails here: {}", reason.trim()))
        .hint("this is a fault of the program; please report it with the page")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::make::told;

    #[test]
    fn a_panic_is_an_error_without_words_of_the_page() {
        assert!(matches!(guarded(|| 7), Ok(7)));
        let page = "0123é";
        let cut = std::hint::black_box(5);
        let error = guarded(|| page[..cut].len()).expect_err("no boundary");
        let told = told(&error);
        assert!(told.starts_with("vitae itself fails here: "), "{told}");
        assert!(!told.contains(page), "{told}");
    }
}
