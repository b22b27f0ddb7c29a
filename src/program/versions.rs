//! Rules with their versions, found by name however many there are.

use super::{AchievementRule, BandRule, ConversionRule};
use std::collections::HashMap;
use std::ops::{Deref, DerefMut};

/// A rule that has a name.
pub trait Named {
    /// The name; it never changes once the rule is among others.
    fn name(&self) -> &str;
}

impl Named for AchievementRule {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Named for BandRule {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Named for ConversionRule {
    fn name(&self) -> &str {
        &self.name
    }
}

/// Rules in the order written.
#[derive(Debug, Clone)]
pub struct Versions<T> {
    all: Vec<T>,
    called: HashMap<String, Vec<usize>>,
}

impl<T> Default for Versions<T> {
    fn default() -> Self {
        Versions { all: Vec::new(), called: HashMap::new() }
    }
}

impl<T: Named> Versions<T> {
    /// Adds a rule behind the others.
    pub fn push(&mut self, rule: T) {
        match self.called.get_mut(rule.name()) {
            Some(places) => places.push(self.all.len()),
            None => {
                self.called.insert(rule.name().to_string(), vec![self.all.len()]);
            }
        }
        self.all.push(rule);
    }

    /// Every version of a name, in the order written.
    pub fn called(&self, name: &str) -> impl Iterator<Item = &T> + Clone {
        self.called.get(name).into_iter().flatten().map(|at| &self.all[*at])
    }
}

impl<T> Deref for Versions<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.all
    }
}

impl<T> DerefMut for Versions<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.all
    }
}

impl<'v, T> IntoIterator for &'v Versions<T> {
    type Item = &'v T;
    type IntoIter = std::slice::Iter<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}
