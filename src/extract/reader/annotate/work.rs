//! Counts what is looked at, so that a test sees work that grows faster than its text.

/// Tells that so many bytes were looked at.
#[cfg(not(test))]
pub(super) fn looked(_bytes: usize) {}

#[cfg(test)]
pub(super) use counted::looked;

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        static LOOKED: Cell<usize> = const { Cell::new(0) };
    }

    /// Tells that so many bytes were looked at.
    pub(in super::super) fn looked(bytes: usize) {
        LOOKED.set(LOOKED.get() + bytes + 1);
    }

    /// What was looked at since the last call.
    fn counted() -> usize {
        LOOKED.replace(0)
    }

    mod tests {
        use super::super::super::super::lexicon;
        use super::super::super::{addresses, dates, dating, durations, emails, phones};
        use super::counted;
        use crate::extract::reader::segment::sample::plain;

        /// What is looked at in a line that repeats a text up to a size.
        fn work(text: &str, size: usize) -> usize {
            let line = plain(&text.repeat(size / text.len()));
            let words = lexicon();
            counted();
            let mut found = dates(words, &line.text);
            dating::mark(words, &line, 0.0, &mut found);
            durations(words, &line.text);
            emails(&line.text);
            phones::phones(words, &line.text, &found);
            addresses(&line.text);
            counted()
        }

        #[test]
        fn work_grows_no_faster_than_a_line() {
            const SIZE: usize = 20_000;
            for text in [
                "2019 ",
                "2019,",
                "2019 – 2020 (1 yr), ",
                "ca ca ",
                "Mon ",
                "3 years, ",
                "1 ",
                "a@b.c ",
                "a@",
                "@",
                "[at]",
                " at ",
                "a.",
                "+49 30 1234567 ",
                "( ",
                "1",
                "a b 2019 c ",
                "令和2年",
                "\u{200f}",
            ] {
                let (one, four) = (work(text, SIZE), work(text, 4 * SIZE));
                assert!(four <= 5 * one + 1000, "{text:?}: {one} and {four}");
            }
        }
    }
}
