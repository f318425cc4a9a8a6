"""In which formats a report leaves, by their word in the address (`?format=`)."""

from learning.reports.outputs import as_csv, as_iati, as_json, as_pdf, as_xlsx

FORMATS = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
    "pdf": as_pdf,
    "iati": as_iati,
}
