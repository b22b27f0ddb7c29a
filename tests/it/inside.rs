//! Small parts of rooms, each by itself, through doors that are hidden.

mod aligned;
mod blocks;
mod column;
mod differ;
mod digits;
mod disk;
mod lines;
mod order;
mod own_window;
mod print;
mod progress;
mod quick;
mod random;
mod scan;
mod segments;
mod split;
mod units;
mod unwritten;
