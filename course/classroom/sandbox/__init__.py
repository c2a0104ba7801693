"""
A room without doors for strangers' code.

`walls` says what a submission may use and shuts the rest; `system` calls Linux for it;
`syscalls` lists what the kernel refuses; `probe` knocks at each wall and reports.
"""
