//! Coordinate ascent: one weight after the other is moved, and stays where more pages are read
//! better than worse.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::corpus::score::Score;
use crate::numbers;
use crate::pages::{Page, scores, text_of, weights};

/// A weight moves by so much of itself, up and down, and never less than `LEAST`.
const STEPS: [f64; 4] = [0.25, -0.25, 0.6, -0.6];
const LEAST: f64 = 0.1;
/// So many more pages must be better than are worse: what one page alone needs is no weight.
const PAGES: usize = 2;
/// The mean must rise by so much.
const GAIN: f64 = 0.0002;

/// Moves the weights in a file until no move helps, the time is over or the held pages fall.
pub fn fit(pages: &[Page], held: &[Page], path: &Path, seed: u64, minutes: u64) {
    let end = Instant::now() + Duration::from_secs(60 * minutes);
    let text = text_of(path);
    let all = numbers::of(&text);
    let mut values: Vec<f64> = all.iter().map(|number| number.value).collect();
    let read = |values: &[f64], pages: &[Page]| -> Vec<f64> {
        let weights = weights(&numbers::with(&text, &all, values));
        scores(pages, Some(weights))
            .iter()
            .map(Score::figure)
            .collect()
    };
    let mut best = read(&values, pages);
    let mut held_best = mean(&read(&values, held));
    println!(
        "{} weights, {} pages: {:.4}, held {held_best:.4}",
        all.len(),
        pages.len(),
        mean(&best)
    );
    let mut order = shuffled(all.len(), seed);
    loop {
        let mut moved = 0;
        let before = values.clone();
        for &at in &order {
            for step in STEPS {
                if Instant::now() > end {
                    break;
                }
                let mut tried = values.clone();
                let by = step.signum() * (values[at].abs() * step.abs()).max(LEAST);
                tried[at] = ((values[at] + by) * 100.0).round() / 100.0;
                let figures = read(&tried, pages);
                if !is_better(&figures, &best) {
                    continue;
                }
                println!(
                    "{}: {} -> {}: {:.4}",
                    all[at].name,
                    values[at],
                    tried[at],
                    mean(&figures)
                );
                (values, best) = (tried, figures);
                moved += 1;
                break;
            }
        }
        let held_now = mean(&read(&values, held));
        println!("{moved} moved: {:.4}, held {held_now:.4}", mean(&best));
        if !held.is_empty() && held_now < held_best {
            values = before;
            break;
        }
        held_best = held_now;
        if moved == 0 || Instant::now() > end {
            break;
        }
        order = shuffled(all.len(), seed.wrapping_add(moved as u64));
    }
    std::fs::write(path, numbers::with(&text, &all, &values))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn is_better(figures: &[f64], best: &[f64]) -> bool {
    let moved = |up: bool| {
        let two = figures.iter().zip(best);
        two.filter(|(now, before)| {
            if up {
                **now > **before + 1e-4
            } else {
                **now < **before - 1e-4
            }
        })
        .count()
    };
    mean(figures) > mean(best) + GAIN && moved(true) >= moved(false) + PAGES
}

fn mean(figures: &[f64]) -> f64 {
    figures.iter().sum::<f64>() / figures.len().max(1) as f64
}

/// The numbers below `count`, in an order that the seed decides (xorshift64*).
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut state = seed.max(1);
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        let number = state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        order.swap(at, number as usize % (at + 1));
    }
    order
}
