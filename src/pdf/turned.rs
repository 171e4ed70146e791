//! Lines that are read from right to left, in whole or in part.
//!
//! Readers that go by places expect glyphs from left to right as they stand, and turn them
//! round themselves; readers that go by the structure want words in the order in which they
//! are read. So the stream is in the one order and the structure in the other: stretches
//! that are read and stand in one go have a marked sequence each.

use std::ops::Range;

use super::content::Page;
use super::elements::ElementId;
use crate::layout::Line;
use crate::units::Point;

/// The segments of a line from left to right; `None` where they are read so too.
pub(super) fn order(line: &Line) -> Option<Vec<usize>> {
    let x = |place: usize| line.segments[place].x.0;
    let places = 0..line.segments.len();
    let plain = places.clone().skip(1).all(|place| x(place - 1) <= x(place));
    let backwards = line.segments.iter().any(|segment| segment.word.backwards);
    if plain && !backwards {
        return None;
    }
    let mut order: Vec<usize> = places.collect();
    order.sort_by(|a, b| x(*a).total_cmp(&x(*b)));
    Some(order)
}

/// Stretches of the order that are read in one go and belong to one element.
fn stretches(line: &Line, owners: &[ElementId], order: &[usize]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for &place in order {
        let backwards = line.segments[place].word.backwards;
        match stretches.last_mut() {
            Some(last)
                if last.end == place
                    && owners[last.start] == owners[place]
                    && !backwards
                    && !line.segments[last.start].word.backwards =>
            {
                last.end += 1;
            }
            Some(_) | None => stretches.push(place..place + 1),
        }
    }
    stretches
}

impl Page<'_> {
    /// A line whose segments belong to `owners`, written from left to right.
    pub(super) fn turned_line(
        &mut self,
        line: &Line,
        owners: &[ElementId],
        at: Point,
        order: &[usize],
    ) {
        self.mark(None);
        let stretches = stretches(line, owners, order);
        let mut as_read: Vec<usize> = (0..stretches.len()).collect();
        as_read.sort_by_key(|&stretch| stretches[stretch].start);
        let mut numbers = vec![0; stretches.len()];
        for stretch in as_read {
            numbers[stretch] = self.number_of(owners[stretches[stretch].start]);
        }
        let mut text = self.begin(at);
        for (stretch, number) in stretches.into_iter().zip(numbers) {
            self.open(owners[stretch.start], number);
            // Glyphs of such a word stand in reverse (ISO 32000-1, 14.8.2.3.3).
            let backwards = line.segments[stretch.start].word.backwards;
            if backwards {
                self.put("/ReversedChars BMC\n");
            }
            for place in stretch {
                self.segment(&line.segments[place], &mut text);
            }
            self.close_array(&mut text);
            if backwards {
                self.put("EMC\n");
            }
            self.put("EMC\n");
        }
        self.put("ET\n");
    }
}
