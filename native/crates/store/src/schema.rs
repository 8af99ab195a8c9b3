use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Result, StoreCode, StoreError};

/// "VISL" in the header of the file.
const APPLICATION_ID: i32 = 0x5649_534C;
/// Version of the tables of `schema.sql`.
const USER_VERSION: i32 = 1;
const SCHEMA: &str = include_str!("schema.sql");

type SchemaRow = (String, String, String, Option<String>);

/// Makes the tables in an empty file, in one transaction; leaves a log as it is. Anything else is foreign.
pub(crate) fn create_if_empty(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if is_empty(&transaction)? {
        transaction.execute_batch(SCHEMA)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", USER_VERSION)?;
    }
    transaction.commit()?;
    Ok(())
}

/// A new file, or one whose making was cut short.
pub(crate) fn is_empty(connection: &Connection) -> Result<bool> {
    Ok(rows(connection)?.is_empty()
        && number(connection, "application_id")? == 0
        && number(connection, "user_version")? == 0)
}

/// The two numbers in the file's header are those of a log of this version.
pub(crate) fn check_header(connection: &Connection) -> Result<()> {
    let application = number(connection, "application_id")?;
    if application != APPLICATION_ID {
        return Err(StoreError::new(
            StoreCode::Foreign,
            format!(
                "not an audit log: expected application id {APPLICATION_ID:#x}, got {application:#x}"
            ),
        ));
    }
    let version = number(connection, "user_version")?;
    if version != USER_VERSION {
        return Err(StoreError::new(
            StoreCode::Foreign,
            format!("expected an audit log of format {USER_VERSION}, got format {version}"),
        ));
    }
    Ok(())
}

/// Whether tables and triggers are, to the letter, those of `schema.sql` and no others.
pub(crate) fn is_unchanged(connection: &Connection) -> Result<bool> {
    let reference = Connection::open_in_memory()?;
    reference.execute_batch(SCHEMA)?;
    Ok(rows(connection)? == rows(&reference)?)
}

fn number(connection: &Connection, pragma: &str) -> Result<i32> {
    Ok(connection.pragma_query_value(None, pragma, |row| row.get(0))?)
}

fn rows(connection: &Connection) -> Result<Vec<SchemaRow>> {
    let mut statement = connection.prepare(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name, tbl_name",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<Vec<SchemaRow>>>()?)
}
