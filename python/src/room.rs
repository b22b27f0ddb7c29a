//! Memory of results: what Arrow has let go of is written again, because a page that is new costs more than what is
//! written on it.

use arrow_buffer::{Buffer, ScalarBuffer};
use std::mem;
use std::ptr::NonNull;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// Columns of one type that were let go.
pub struct Room<T>(Arc<Shelf<T>>);

struct Shelf<T> {
    free: Mutex<Vec<Vec<T>>>,
    /// The most that are kept.
    most: usize,
}

/// A column that Arrow holds; goes back where it came from, if that is still there.
struct Lent<T> {
    cells: Vec<T>,
    from: Weak<Shelf<T>>,
}

impl<T: Copy + Default + Send + Sync + 'static> Room<T> {
    /// Room that keeps no more than so many columns.
    pub fn new(most: usize) -> Room<T> {
        Room(Arc::new(Shelf { free: Mutex::default(), most }))
    }

    /// A column of at least so many cells, whatever stands in them.
    pub fn take(&self, cells: usize) -> Vec<T> {
        let free = self.0.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match free {
            Some(column) if column.len() >= cells => column,
            _ => vec![T::default(); cells],
        }
    }
}

impl<T: Copy + Default + Send + Sync + std::panic::RefUnwindSafe + 'static + arrow_buffer::ArrowNativeType> Room<T> {
    /// The first cells of a column as Arrow takes them.
    pub fn lend(&self, cells: Vec<T>, count: usize) -> ScalarBuffer<T> {
        let bytes = count.min(cells.len()) * mem::size_of::<T>();
        let lent = Arc::new(Lent { cells, from: Arc::downgrade(&self.0) });
        let start = NonNull::from(&lent.cells[..]).cast::<u8>();
        // SAFETY: so many bytes from there on are cells of a vector that lives, unmoved and unchanged, as long as its owner
        // does, which is handed over with them.
        let buffer = unsafe { Buffer::from_custom_allocation(start, bytes, lent) };
        ScalarBuffer::new(buffer, 0, count)
    }
}

impl<T> Drop for Lent<T> {
    fn drop(&mut self) {
        let Some(shelf) = self.from.upgrade() else { return };
        let mut free = shelf.free.lock().unwrap_or_else(PoisonError::into_inner);
        if free.len() < shelf.most {
            free.push(mem::take(&mut self.cells));
        }
    }
}
