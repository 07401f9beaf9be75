mod explain;
mod list;
mod show;

use super::verb::group;

group! {
    /// Read contracts: who the customers are and what is promised to them
    ///
    /// Contracts are Markdown files, contracts/CUSTOMER.md; that of `default`
    /// binds every ticket whose customer has none.
    {
        reads list List;
        reads show Show;
        reads explain Explain;
    }
}
