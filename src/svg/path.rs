//! Numbers and paths in SVG's notation, as short as they can be.

use std::fmt;

use kurbo::{BezPath, PathEl, Point};

use crate::units::finite;

/// A number with few decimals, without zeros at its end.
#[derive(Clone, Copy)]
pub(super) struct Short {
    /// The number in units of its last decimal.
    scaled: i64,
    decimals: u32,
}

impl Short {
    pub(super) fn new(value: f32, decimals: u32) -> Self {
        Self::wide(f64::from(value), decimals)
    }

    fn wide(value: f64, decimals: u32) -> Self {
        let scale = 10_i64.pow(decimals) as f64;
        Short {
            scaled: (finite(value) * scale).round() as i64,
            decimals,
        }
    }

    pub(super) fn is_zero(self) -> bool {
        self.scaled == 0
    }
}

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u64.pow(self.decimals);
        let (whole, rest) = (
            self.scaled.unsigned_abs() / scale,
            self.scaled.unsigned_abs() % scale,
        );
        if self.scaled < 0 {
            f.write_str("-")?;
        }
        write!(f, "{whole}")?;
        if rest > 0 {
            let decimals = format!("{rest:0width$}", width = self.decimals as usize);
            write!(f, ".{}", decimals.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

/// A path with two decimals: font units need none, places on a page no more.
pub(super) fn draw(path: &BezPath) -> String {
    let mut out = String::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => step(&mut out, 'M', &[p]),
            PathEl::LineTo(p) => step(&mut out, 'L', &[p]),
            PathEl::QuadTo(c, p) => step(&mut out, 'Q', &[c, p]),
            PathEl::CurveTo(a, b, p) => step(&mut out, 'C', &[a, b, p]),
            PathEl::ClosePath => out.push('Z'),
        }
    }
    out
}

fn step(out: &mut String, letter: char, points: &[Point]) {
    out.push(letter);
    for (index, point) in points.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let (x, y) = (Short::wide(point.x, 2), Short::wide(point.y, 2));
        out.push_str(&format!("{x} {y}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_more_digits_than_they_need() {
        let text = |value, decimals| Short::new(value, decimals).to_string();
        assert_eq!(text(12.0, 3), "12");
        assert_eq!(text(-0.5, 3), "-0.5");
        assert_eq!(text(0.0004, 3), "0");
        assert_eq!(text(-0.0004, 3), "0");
        assert_eq!(text(595.276, 3), "595.276");
        assert_eq!(text(1.05, 2), "1.05");
    }

    #[test]
    fn a_path_comes_back_as_it_was() {
        let path = BezPath::from_svg("M1 2L3 4Q5 6 7 8C1 1 2 2 3 3Z").expect("a path");
        assert_eq!(draw(&path), "M1 2L3 4Q5 6 7 8C1 1 2 2 3 3Z");
    }
}
