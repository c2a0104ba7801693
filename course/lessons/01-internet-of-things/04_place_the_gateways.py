# %% [markdown]
# # Place the gateways
#
# Lesson 3 sorted the readings that arrive. A reading that no antenna hears needs no sorting: its street stays dark.
# Ancoats Quay asks: "Where do the gateways go?" A **gateway** is the antenna that hears the sensors and passes
# their messages on. You count how long a message lasts, how many collide, how far one carries, and choose the sites.
#
# **You will be able to**
#
# * compute the time on air of a message, and how many the rules allow;
# * estimate the share of messages lost in collisions, and check it by simulation;
# * compute with what probability a gateway hears a street;
# * choose sites that are proven best, and say who stays dark.
#
# **You need** lessons 2 and 3. **Time** 50 min reading, 50 min doing.
#
# **Data** `lora_regions`: published limits (ms, bytes, dBm), looked up in November 2026, CC0. `streets_helsinki`: real streets and
# public buildings of central Helsinki, m, April 2019, © OpenStreetMap contributors, ODbL.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from ipywidgets import IntSlider, interact

from citylab import check, data, show
from citylab.iot import lora, radio, siting, street_pictures

# %% [markdown]
# ## Count the milliseconds
#
# The sensors speak **LoRa**, a radio for little data over long ways. Its **spreading factor** (SF) says how far each symbol
# is stretched: one step more, and a symbol lasts twice as long and is heard from farther away. We pack an air reading into 12 bytes; LoRaWAN,
# the common network for LoRa, adds 13. We want the **time on air** for each SF.

# %%
message_bytes = 12 + lora.LORAWAN_BYTES
factors = [7, 8, 9, 10, 11, 12]
times = pd.DataFrame(index=pd.Index(factors, name="spreading factor"))
# [... for sf in factors] makes a list with one entry per factor.
times["symbol [ms]"] = [lora.symbol_ms(sf) for sf in factors]
times["message [ms]"] = [lora.time_on_air_ms(message_bytes, spreading_factor=sf) for sf in factors]
times

# %% [markdown]
# 62 ms at SF7, 1,483 ms at SF12: the same 12 bytes, 24 times as long. The values agree with a published calculator for The Things
# Network, a worldwide community network.
#
# > **Your turn.** A noise meter sends 20 bytes, and LoRaWAN adds its own. How long is the message on the air at SF12?
# > Put one number, in milliseconds, into `noise_ms`.

# %% solution="iot-4-airtime"
### BEGIN SOLUTION
noise_ms = lora.time_on_air_ms(20 + lora.LORAWAN_BYTES, spreading_factor=12)
### END SOLUTION

# %%
check("iot-4-airtime", noise_ms)

# %% [markdown]
# ## Keep to the rules
#
# Nobody owns this part of the radio spectrum, so everybody must be brief. In Europe a sender around 868.3 MHz that does not listen first may be on for 1 %
# of any hour: its **duty cycle** (ETSI EN 300 220-2). Each data rate also has a longest payload. What may our 12 bytes do?

# %%
lora.airtime_budget(12, region="EU868")

# %% [markdown]
# At SF12 a sensor may speak 576 times a day, at SF7 13,992 times (whole messages per hour, times 24). The United States count otherwise: on one channel at most 400 ms
# within 20 s (47 CFR 15.247, for hopping channels below 250 kHz).

# %%
lora.airtime_budget(12, region="US915")

# %% [markdown]
# There SF10 is not allowed: 412 ms. For the others the table is empty (`NaN`): without a duty cycle there is no number of messages.
#
# What is legal is not yet fair. The free plan of The Things Network asks each device to stay below 30 s a day. Of two limits the stricter
# one counts: `lora.messages_per_day(time_ms, duty_cycle=0.01, airtime_s_per_day=30)`.
#
# > **Your turn.** How many messages a day may the noise meter send at SF12 under both limits, 1 % and 30 s a day?
# > Put one whole number into `noise_a_day`.

# %% solution="iot-4-day"
### BEGIN SOLUTION
noise_a_day = lora.messages_per_day(noise_ms, duty_cycle=0.01, airtime_s_per_day=30)
### END SOLUTION

# %%
check("iot-4-day", noise_a_day)

# %% [markdown]
# ## Share the channel
#
# The sensors do not listen before they speak: this is called **ALOHA**. A message of length $\tau$ is lost if another begins
# less than $\tau$ before it or after it. If the moments are random, and $G$ messages begin on average within $\tau$, the share that survives is
#
# $$e^{-2G}, \qquad G = \frac{\text{sensors} \cdot \tau}{\text{period} \cdot \text{channels}}$$
#
# With the neighbours' meters, 1,000 sensors will speak every 10 minutes on the three channels that every European LoRaWAN device has. We compute the share, and
# count collisions in a simulated day.

# %%
traffic = {"period_s": 600, "channels": 3}
# ** hands over both entries of the dictionary as named arguments; :.1% prints a share in percent.
for sf in (7, 12):
    tau_ms = times.loc[sf, "message [ms]"]
    formula = lora.aloha_success(1000, time_on_air_ms=tau_ms, **traffic)
    counted = lora.simulate_aloha(1000, time_on_air_ms=tau_ms, seed=4, **traffic)
    print(f"SF{sf}: formula {formula:.1%}, counted {counted.success:.1%} of {counted.sent:,} messages")

# %% [markdown]
# With SF7 one message in 15 is lost, with SF12 four of five. Formula and count agree within a point. Now we vary the number of sensors.
# (You need not read this cell: it draws the formula as lines, and a few simulated days as dots.)

# %%
crowd = np.geomspace(30, 10_000, 40)
fig, ax = plt.subplots(figsize=(7, 3))
for sf, style in {7: "-", 9: "--", 12: ":"}.items():
    tau_ms = times.loc[sf, "message [ms]"]
    heard_percent = [100 * lora.aloha_success(n, time_on_air_ms=tau_ms, **traffic) for n in crowd]
    ax.plot(crowd, heard_percent, style, label=f"SF{sf}")
    for n in (100, 1000, 5000):
        counted = lora.simulate_aloha(n, time_on_air_ms=tau_ms, seed=n, **traffic)
        ax.plot(n, 100 * counted.success, "ko", markersize=4)
ax.set(xscale="log", xlabel="Sensors", ylabel="Messages heard [%]", title="With SF12, 421 sensors are enough to lose half")
ax.legend(title="lines: formula\ndots: simulation")
show(fig, alt="Messages heard over the number of sensors: at 1,000 it is 93 % with SF7, 80 % with SF9, 19 % with SF12.")

# %% [markdown]
# The dots lie on the lines. (Each mark of the axis is ten times the one before.) In the usual, unconfirmed mode nobody asks for a lost message again.
#
# > **Watch out.** We count every overlap as a loss. In truth a much stronger signal often survives, and messages of different SF hardly
# > disturb each other, so the formula is cautious. But it takes random moments for granted: if all sensors wake at the full ten minutes,
# > nearly all their messages collide. Give each a random delay.
#
# > **Your turn.** The 1,000 sensors all use SF10. What share of the messages survives, by the formula?
# > Put one number between 0 and 1 into `survive`.

# %% solution="iot-4-collide"
### BEGIN SOLUTION
survive = lora.aloha_success(1000, time_on_air_ms=times.loc[10, "message [ms]"], **traffic)
### END SOLUTION

# %%
check("iot-4-collide", survive)

# %% [markdown]
# ## Ask what a gateway hears
#
# Ancoats Quay is fictional, so we borrow the real streets of central Helsinki: 22.4 km in 874 pieces, and 31 public buildings and
# meeting places that could carry an antenna (nobody has asked them; two are one library under two names).

# %%
pieces = data.load("streets_helsinki", "pieces")
sites = data.load("streets_helsinki", "sites")
apart_m = radio.distances_m(sites[["x_m", "y_m"]], pieces[["x_m", "y_m"]])
print(apart_m.shape, f"{pieces['length_m'].sum() / 1000:.1f} km")

# %% [markdown]
# Radio people count in **decibels** (dB): 10 dB are a factor of 10, 20 dB a factor of 100. A sensor sends with 14 dBm, which is
# 14 dB above a milliwatt, or 25 mW. A common LoRa chip for sensors (Semtech's SX1276) still takes -123 dBm at SF7, so 137 dB may be lost on the way;
# a gateway's receiver is some dB better, which we do not count. We keep
# 12 dB in reserve, for the noise of a city and a small antenna (our assumption): 125 dB are left.
#
# How much is lost? The standard body 3GPP gives a median for street canyons without line of sight (TR 38.901, 10 m to 5 km): the gateway at 10 m, on a
# wall below the roofs, the sensor at 3 m. Places scatter around it like a bell curve with a standard deviation of 7.8 dB. So a distance gives no yes or no,
# but a probability. At 400 m the median is 112 dB, 13 dB less than may be lost, or 1.6 standard deviations: 94.5 % of a bell curve lie below that.

# %%
link = {"sensitivity_dbm": lora.sensitivity_dbm(7), "power_dbm": 14, "margin_db": 12}
for metres in (100, 200, 400, 800):
    loss_db = radio.path_loss_db(metres)
    chance = radio.coverage_probability(loss_db, **link)
    print(f"{metres} m: {loss_db:.0f} dB lost, heard with probability {chance:.3f}")
for sf in (7, 9, 12):
    reach_m = radio.reach_m(0.95, sensitivity_dbm=lora.sensitivity_dbm(sf), margin_db=12)
    print(f"SF{sf}: 95 % or more up to {reach_m:.0f} m")

# %% [markdown]
# At 400 m the chance is 0.945, at 800 m 0.595. SF12 reaches more than twice as far as SF7, for 24 times the air. We plan for SF7, and
# call a piece of street *heard* if one gateway hears its middle with a probability of at least 0.95. `reaches` holds True or False for each pair.

# %%
loss_db = radio.path_loss_db(apart_m.clip(10, 5000))  # the model begins at 10 m
reaches = radio.coverage_probability(loss_db, **link) >= 0.95
print(reaches.shape, f"{reaches.mean():.0%} of all pairs")

# %% [markdown]
# One row per site, one column per piece; about a quarter is True.
#
# > **Watch out.** The model was made for mobile phones and knows no house of this town. Masts above the roofs are another model and hear more, and two
# > gateways that hear a place with 0.8 each would often do, too. Before you buy, walk the streets with a sensor.
#
# > **Your turn.** Some pieces are reached by no site at all. `reaches.any(axis=0)` looks down each column: it says for each piece whether any site
# > reaches it; `~` turns True into False. `pieces.loc[mask, "length_m"]` keeps the lengths, in metres, where `mask` is True.
# > How many kilometres of street are reached by none? Put one number into `hopeless_km`.

# %% solution="iot-4-hopeless"
### BEGIN SOLUTION
hopeless_km = pieces.loc[~reaches.any(axis=0), "length_m"].sum() / 1000
### END SOLUTION

# %%
check("iot-4-hopeless", hopeless_km)

# %% [markdown]
# ## Choose the sites
#
# How many gateways cover every piece that can be reached at all? That is the **set cover** problem. The solver HiGHS returns an answer, and the proof that fewer
# cannot do.

# %%
possible = reaches.any(axis=0)
# [:, possible] keeps all rows, and the columns where `possible` is True.
fewest = siting.cover(reaches[:, possible])
print(len(fewest.sites), "gateways")
sites.loc[list(fewest.sites), ["name", "kind"]]

# %% [markdown]
# Five. In general there can be several best plans; here no other five will do (we tried all 169,911). Without `possible`, `cover` would refuse and name the pieces that no site reaches.
#
# The town has money for three. Which three hear most kilometres? A **greedy** plan takes the site that adds most, then the next. `best_sites` looks at
# all plans at once, again with a proof.

# %%
length_m = pieces["length_m"]
greedy = siting.greedy_sites(reaches, length_m, count=3)
best = siting.best_sites(reaches, length_m, count=3)
print(f"greedy {greedy.share:.1%} with sites {greedy.sites}, best {best.share:.1%} with sites {best.sites}")
sites.loc[list(best.sites), ["name", "kind"]]

# %% [markdown]
# Greedy leaves nearly 8 % of the streets behind: its first site, number 24 in the middle, is not among the best three. It can never be worse than 63 % of the
# best, $1 - 1/e$ (Nemhauser, Wolsey and Fisher). Move the slider: what does one more gateway bring?

# %%
def draw_plan(gateways):
    plan = siting.best_sites(reaches, length_m, count=gateways)
    title = f"{plan.share:.1%} of the streets heard, gateways: {gateways}"
    fig = street_pictures.street_picture(pieces, sites, plan, title=title)
    show(fig, alt=f"Plan of the streets with gateways. {title}; dark streets are dashed.")


slider = IntSlider(value=3, min=1, max=6, description="gateways", continuous_update=False)
interact(draw_plan, gateways=slider);

# %% [markdown]
# The fifth brings another 8 % of the streets, the sixth nothing. Now the plan for three on a map; point at a street to read its name.

# %%
alt = "Map of central Helsinki: three gateways; the north and the south-west stay dark."
street_pictures.street_map(pieces, sites, best, alt=alt)

# %% [markdown]
# 4.8 km stay dark: nearly all of the north, streets by the water, and the south-west corner. The map ends at the edge of our
# data; sites outside it might help.
#
# > **Your turn.** A gateway costs 4,000 € in place (our assumption). The town has three and buys a fourth; all four may be placed anew, as `best_sites` does.
# > What does each further kilometre heard cost? `.weight` of a plan holds its metres. Put one number, in € per km, into `euro_per_km`.

# %% solution="iot-4-euro"
### BEGIN SOLUTION
four = siting.best_sites(reaches, length_m, count=4)
euro_per_km = 4000 / ((four.weight - best.weight) / 1000)
### END SOLUTION

# %%
check("iot-4-euro", euro_per_km)

# %% [markdown]
# ## Think
#
# > **Think.** We weighed streets by length, so a quay without homes counts like a street full of them. Who lives in the dark north, and would another weight
# > (people, children, complaints) light their streets? And where the network is dense: a water meter every 10 minutes tells when a home is
# > empty, a noise meter when there is a party. Who decides what is sent, who may read it, and when it is deleted?
#
# ## What to take away
#
# * Each step of the spreading factor buys distance with air time, and the air belongs to all.
# * Coverage is a probability under a model; say which model, which reserve and which probability you accept.
# * A solver proves what is best for the weights you chose; the choice of weights is yours to defend.
#
# ## Further reading
#
# * Semtech, *SX1276/77/78/79 data sheet*, revision 7, 2020: time on air and sensitivity; AN1200.13, *LoRa Modem Designer's Guide*.
# * ETSI EN 300 220-2 and CEPT ERC Recommendation 70-03: duty cycles in Europe; 47 CFR 15.247: the United States.
# * N. Abramson, "The ALOHA system", *AFIPS Fall Joint Computer Conference* 37, 1970.
# * 3GPP TR 38.901, *Study on channel model for frequencies from 0.5 to 100 GHz*, table 7.4.1-1: path loss and its scatter.
# * R. Church and C. ReVelle, "The maximal covering location problem", *Papers of the Regional Science Association* 32, 1974.
# * G. Nemhauser, L. Wolsey and M. Fisher, "An analysis of approximations for maximizing submodular set functions - I",
#   *Mathematical Programming* 14, 1978: the 63 %.
