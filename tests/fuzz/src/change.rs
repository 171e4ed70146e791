//! Samples changed at random, by numbers that a seed makes.

/// Numbers without a pattern: xorshift64*, enough to choose places by.
pub struct Numbers(u64);

impl Numbers {
    /// The same seed gives the same numbers; zero would give none.
    pub fn new(seed: u64) -> Self {
        Numbers(seed | 1)
    }

    /// A number below `end`; zero where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d);
        match end {
            0 => 0,
            // The high bits are the better ones.
            end => ((number >> 33) as usize) % end,
        }
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What the formats are made of, and what breaks readers of them.
const PIECES: [&str; 48] = [
    "\n",
    "\n\n",
    "# ",
    "## Skills\n",
    "- ",
    "  - ",
    "**",
    "`",
    "```\n",
    "> ",
    "| a | b |\n",
    "---\n",
    "+++\n",
    "<div>",
    "</div>",
    "<ul><li>",
    "</li>",
    "<table><tr><td>",
    "<b>",
    "<p",
    "<!--",
    "-->",
    "<script>",
    "\"",
    "'",
    "&amp;",
    "&#x0;",
    "{{",
    "}}",
    "{% for %}",
    "{% endfor %}",
    ": ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&a ",
    "*a",
    "é",
    "\u{200b}",
    "\u{202e}",
    "\u{fffd}",
    "\0",
    "2019 – 2020",
    "00-00-0000",
    "99999999999999999999",
    "a@b.c",
];

/// A sample with one to eight changes; another one lends parts of itself.
pub fn changed(numbers: &mut Numbers, sample: &[u8], other: &[u8]) -> Vec<u8> {
    /// So long a piece is repeated at most.
    const MOST_REPEATED: usize = 400;
    let mut out = sample.to_vec();
    for _ in 0..=numbers.below(8) {
        let at = numbers.below(out.len() + 1);
        let to = (at + numbers.below(80)).min(out.len());
        match numbers.below(8) {
            0 => drop(out.drain(at..to)),
            1 => {
                let part = out[at..to].to_vec();
                out.splice(to..to, part);
            }
            2 if at < out.len() => out[at] = numbers.below(256) as u8,
            3 => out.truncate(at),
            4 => {
                let from = numbers.below(other.len() + 1);
                let part = &other[from..(from + numbers.below(200)).min(other.len())];
                out.splice(at..at, part.iter().copied());
            }
            5 => {
                let piece = numbers.pick(&PIECES).repeat(numbers.below(MOST_REPEATED));
                out.splice(at..at, piece.into_bytes());
            }
            _ => {
                let piece = numbers.pick(&PIECES).as_bytes();
                out.splice(at..to, piece.iter().copied());
            }
        }
    }
    out
}
