# %% [markdown]
# # Internet of things: commission a street sensor network
#
# **The partner's brief.** The environment department of *Ancoats Quay*, a (fictional) harbour town, writes:
#
# > We bought street sensors: fine dust, temperature and humidity, a few noise meters and water meters. The supplier's map is green everywhere,
# > and the residents of the quay laugh at it. Before we publish anything, commission our street sensor network.
# > Which readings may we publish? Which sensors do we refuse? Where do the gateways go? Show us how you found out.
#
# **You will be able to**
#
# * turn a sensor's counts into a reading, and say how sure it is;
# * move readings through a message broker, and say which can get lost;
# * flag, score and calibrate readings, and count how often you are wrong;
# * plan a radio network within the law, and say who stays dark;
# * write the decision as a report that a supplier and a councillor can read.
#
# **You need** Python: numbers, lists, functions, and a first look at pandas; two weeks of it will do. No electronics.
# A count, a topic and a gateway are explained where they are first used. The whole takes about nine hours, and the assignment five.
#
# | step | what you do | read | do |
# |---|---|--:|--:|
# | [1 Turn counts into degrees](01_turn_counts_into_degrees.ipynb) | counts, uncertainty, humid air, battery | 45 min | 45 min |
# | [2 Move readings through a broker](02_move_readings.ipynb) | MQTT, promises of delivery, SenML | 50 min | 60 min |
# | [3 Trust a reading](03_trust_a_reading.ipynb) | flags, false alarms, calibration, days | 50 min | 60 min |
# | [4 Place the gateways](04_place_the_gateways.ipynb) | air time, collisions, coverage, best sites | 50 min | 50 min |
# | [Quiz](05_quiz.ipynb) | twelve questions | | 20 min |
# | [Wrap-up](06_wrap_up.ipynb) | one open problem on a quay in Shanghai | 15 min | 95 min |
# | Assignment `internet-of-things` | commission a delivery; marked by your instructor | | 300 min |
# | [Take-away](07_take_away.ipynb) | one page to keep | 10 min | |
#
# The assignment is handed out by your instructor with nbgrader. If you study alone, it is in
# `assignments/release/internet-of-things/`.
#
# > **Whose rules?** Ancoats Quay is fictional, and its air is synthetic. The rules are not: the radio's duty cycle is European (ETSI EN 300 220-2), the
# > 18 hours that make a day come from a European directive (2008/50/EC, in force until its recast, (EU) 2024/2881, takes over in December 2026), and the guideline for fine dust from the World Health Organization (2021).
# > Look up which rules hold where you live. A sensor in the street also watches people: every lesson asks who gains, who is left
# > out, or who else may read it.
#
# ## The data
#
# All data come with the course; nothing is fetched from the network, and the broker of lesson 2 runs inside your notebook. The next cell lists what this
# module uses.

# %%
import pandas as pd

from citylab import data

used = ["sensor_figures", "street_air_synthetic", "water_flow", "lora_regions", "streets_helsinki"]
used += ["quay_sensors_synthetic", "sensor_delivery_synthetic"]
with pd.option_context("display.max_colwidth", 100):
    display(data.catalogue().loc[used, ["title", "synthetic"]])

# %% [markdown]
# *Synthetic* means that a computer made the numbers. It is said wherever it is so: in made-up air we know each fault that was put in, so we can count
# our errors. Data sheets, radio rules, the water pipe and the streets are real.
