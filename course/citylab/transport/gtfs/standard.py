"""
What the GTFS Schedule Reference says about files and columns, as far as the course uses it.

References
----------
.. [1] GTFS Schedule Reference, https://gtfs.org/documentation/schedule/reference/
"""

__all__ = ["COLUMNS", "DATES", "DAYS", "FOREIGN", "KEYS", "NEEDED", "NUMBERS", "TIMES", "UNREADABLE_WITHOUT", "WHOLE"]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Columns of each file; an absent file becomes an empty table with these.
COLUMNS = {
    "agency": ("agency_id", "agency_name", "agency_url", "agency_timezone", "agency_lang", "agency_phone"),
    "stops": (
        "stop_id", "stop_code", "stop_name", "stop_desc", "stop_lat", "stop_lon", "zone_id", "stop_url",
        "location_type", "parent_station", "stop_timezone", "wheelchair_boarding", "platform_code",
    ),
    "routes": (
        "route_id", "agency_id", "route_short_name", "route_long_name", "route_desc", "route_type", "route_url",
        "route_color", "route_text_color",
    ),
    "trips": (
        "route_id", "service_id", "trip_id", "trip_headsign", "trip_short_name", "direction_id", "block_id", "shape_id",
        "wheelchair_accessible", "bikes_allowed",
    ),
    "stop_times": (
        "trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "stop_headsign", "pickup_type",
        "drop_off_type", "shape_dist_traveled", "timepoint",
    ),
    "calendar": ("service_id", *DAYS, "start_date", "end_date"),
    "calendar_dates": ("service_id", "date", "exception_type"),
    "shapes": ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence", "shape_dist_traveled"),
    "frequencies": ("trip_id", "start_time", "end_time", "headway_secs", "exact_times"),
    "transfers": ("from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time"),
    "feed_info": (
        "feed_publisher_name", "feed_publisher_url", "feed_lang", "feed_start_date", "feed_end_date", "feed_version",
    ),
}  # fmt: skip

# Without these nothing can be computed; what else is required is a listed problem.
UNREADABLE_WITHOUT = {
    "stops": ("stop_id",),
    "routes": ("route_id",),
    "trips": ("route_id", "service_id", "trip_id"),
    "stop_times": ("trip_id", "stop_id", "stop_sequence"),
    "calendar": ("service_id", "start_date", "end_date"),
    "calendar_dates": ("service_id", "date", "exception_type"),
    "shapes": ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"),
    "frequencies": ("trip_id", "start_time", "end_time", "headway_secs"),
}
# Columns that the course reads: empty where a file lacks them.
NEEDED = {
    "agency": ("agency_id", "agency_name", "agency_timezone"),
    "stops": ("stop_name", "stop_lat", "stop_lon"),
    "routes": ("route_short_name", "route_long_name", "route_type"),
    "trips": ("direction_id", "shape_id"),
    "stop_times": ("arrival_time", "departure_time", "shape_dist_traveled"),
    "calendar": DAYS,
    "shapes": ("shape_dist_traveled",),
    "frequencies": ("exact_times",),
}
WHOLE = frozenset({
    *DAYS, "location_type", "wheelchair_boarding", "route_type", "direction_id", "wheelchair_accessible",
    "bikes_allowed", "stop_sequence", "pickup_type", "drop_off_type", "timepoint", "exception_type",
    "shape_pt_sequence", "headway_secs", "exact_times", "transfer_type", "min_transfer_time",
})  # fmt: skip
NUMBERS = frozenset({"stop_lat", "stop_lon", "shape_pt_lat", "shape_pt_lon", "shape_dist_traveled"})
TIMES = {
    "stop_times": {"arrival_time": "arrival_s", "departure_time": "departure_s"},
    "frequencies": {"start_time": "start_s", "end_time": "end_s"},
}
DATES = frozenset({"start_date", "end_date", "date", "feed_start_date", "feed_end_date"})
KEYS = {
    "agency": ("agency_id",),
    "stops": ("stop_id",),
    "routes": ("route_id",),
    "trips": ("trip_id",),
    "stop_times": ("trip_id", "stop_sequence"),
    "calendar": ("service_id",),
    "calendar_dates": ("service_id", "date"),
    "shapes": ("shape_id", "shape_pt_sequence"),
    "frequencies": ("trip_id", "start_time"),
}
# File, column, file it points into, column there.
FOREIGN = (
    ("routes", "agency_id", "agency", "agency_id"),
    ("trips", "route_id", "routes", "route_id"),
    ("trips", "shape_id", "shapes", "shape_id"),
    ("stop_times", "trip_id", "trips", "trip_id"),
    ("stop_times", "stop_id", "stops", "stop_id"),
    ("stops", "parent_station", "stops", "stop_id"),
    ("frequencies", "trip_id", "trips", "trip_id"),
    ("transfers", "from_stop_id", "stops", "stop_id"),
    ("transfers", "to_stop_id", "stops", "stop_id"),
)
