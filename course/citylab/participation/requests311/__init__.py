"""
Service requests of a city, and what they do not show.

``reading`` reads the answers of a server that speaks Open311 GeoReport v2; ``duplicates`` finds several
requests about one fault; ``need`` models how many faults there are from streets that were inspected, and
``rates`` compares what was reported with what was there.
"""

from citylab.participation.requests311.duplicates import first_reports
from citylab.participation.requests311.need import Need, fit_need
from citylab.participation.requests311.pictures import heat_picture
from citylab.participation.requests311.rates import reporting_rates
from citylab.participation.requests311.reading import FIELDS, RequestsError, read

__all__ = [
    "FIELDS",
    "Need",
    "RequestsError",
    "first_reports",
    "fit_need",
    "heat_picture",
    "read",
    "reporting_rates",
]
