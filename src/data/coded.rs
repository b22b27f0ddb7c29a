//! Which columns of a file refer to things by their codes.

use super::Field;
use super::header::{Role, ValueKind, role_of};
use super::schema::Schema;

/// The columns of a file in which a cell may be a code, from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeColumns {
    /// Columns of codes.
    pub codes: Vec<usize>,
    /// Columns of names: if a row has no code, its name may be one.
    pub names: Vec<usize>,
    /// Columns of parents.
    pub parents: Vec<usize>,
}

impl CodeColumns {
    /// Those of a header line.
    pub fn of(headers: &[String], schema: &Schema) -> CodeColumns {
        let roles: Vec<Role> = headers.iter().map(|header| role_of(header, schema)).collect();
        let those = |is_one: &dyn Fn(&Role) -> bool| {
            roles.iter().enumerate().filter(|(_, role)| is_one(role)).map(|(at, _)| at).collect()
        };
        let is_parent =
            |role: &Role| matches!(role, Role::Value(Field::Extra(name), ValueKind::Attribute) if &**name == "induk");
        CodeColumns {
            codes: those(&|role| *role == Role::Code),
            names: those(&|role| *role == Role::Label),
            parents: those(&is_parent),
        }
    }
}
