# %% [markdown]
# # Take away: the internet of things on one page
#
# ## What you can now do
#
# * Turn a count into a reading with its uncertainty, and say what it costs the battery.
# * Move readings through a broker, and know which can get lost or come twice.
# * Flag and calibrate readings, and count false alarms and misses.
# * Plan gateways from air time, law and a model of the radio, and say who stays dark.
#
# ## Formulas
#
# | what | formula | from |
# |---|---|---|
# | voltage of a count | $V = n\,V_\mathrm{ref}/2^N$ | definition; some data sheets divide by $2^N-1$ |
# | noise of rounding | $6.02\,N + 1.76$ dB | full-range sine; Analog Devices MT-001 |
# | thermistor, B value | $1/T = 1/T_{25} + \ln(R/R_{25})/B$ | $T$ in kelvin; $B$ of the data sheet |
# | thermistor, three points | $1/T = a + b\ln R + c\,(\ln R)^3$ | Steinhart and Hart 1968 |
# | standard uncertainty of $n$ readings | $s/\sqrt n$ | GUM, type A |
# | ... of a limit $\pm a$ | $a/\sqrt3$ | GUM, type B, all values equally likely |
# | combined, expanded | $u = \sqrt{\sum_i c_i^2 u_i^2}$, $U = 2u$ | GUM; independent inputs, $c_i$ the effect of input $i$ |
# | growth in humid air | $1 + \frac{\kappa}{1.65}\,\frac{h}{100-h}$ | Crilley et al. 2018; $h$ in % |
# | mean current | $\bar I = \sum_i I_i t_i / t_\mathrm{period}$ | definition |
# | robust score | $(x - \mathrm{median})/(1.4826\,\mathrm{MAD})$ | Iglewicz and Hoaglin 1993 |
# | correction beside a reference | reference $\approx c_0 + c_1 \cdot$ sensor $+\, c_2 \cdot$ humidity | least squares |
# | root mean squared error | $\sqrt{\frac1n\sum_t(\hat x_t - x_t)^2}$ | definition; on later weeks |
# | length of a LoRa symbol | $2^{SF}/B$ | bandwidth $B$ in kHz gives ms; Semtech SX1276 |
# | symbols of a message | $n_p + 4.25 + 8 + \max\left(\left\lceil\frac{8L - 4\,SF + 44}{4(SF - 2D)}\right\rceil, 0\right)(C+4)$ | Semtech SX1276; $SF$ 7 to 12, $L$ bytes, preamble $n_p$, header and checksum on |
# | messages in an hour | $\lfloor 3600\,d/\tau\rfloor$ | duty cycle $d$ (ETSI EN 300 220-2), $\tau$ in s |
# | share that survives | $e^{-2G}$ | ALOHA; $G$ messages begin per length of a message |
# | heard with probability | $\Phi\big((P - L - M - S)/\sigma\big)$ | power $P$, loss $L$, reserve $M$, sensitivity $S$; $\sigma$ of the shadowing |
#
# In the row of LoRa, $D$ is 1 where a symbol lasts longer than 16 ms (125 kHz: SF 11 and 12), else 0; $C$ is 1 for the coding rate 4/5.
#
# ## Words
#
# | word | meaning |
# |---|---|
# | ADC | analogue-to-digital converter: compares a voltage with a reference and counts |
# | broker, topic, payload | post office of messages; their address; their content |
# | dead letter | a message that cannot be read, kept with its reason |
# | decibel (dB) | ten times the decimal logarithm of a ratio of powers; dBm: against one milliwatt |
# | duty cycle | largest share of time that a sender may be on |
# | expanded uncertainty | twice the standard uncertainty: covers about 95 % |
# | false alarm, miss | an alarm without a fault; a fault without an alarm |
# | flag | a mark on a reading, with a reason; the reading stays |
# | gateway | the antenna that hears the sensors and passes messages on |
# | hygroscopicity, κ | how eagerly particles take up water |
# | PM2.5 | mass of particles up to 2.5 µm in the air |
# | QoS | promise of delivery: 0 at most once, 1 at least once, 2 exactly once |
# | retained message, last will | the last word on a topic; what the broker says for a client that it lost |
# | SenML | a short form for readings, with name, time and unit |
# | spreading factor | stretch of a LoRa symbol: one more is twice the time, and reaches farther |
# | time on air | how long a message occupies the radio |
#
# What a sensor, a radio and the rules could do, each with its source:

# %%
import pandas as pd

from citylab import data

used = ["thermistor_r25", "thermistor_b25_50", "particles_measuring", "particles_start"]
used += ["radio_sending", "cell_capacity"]
bands = data.load("lora_regions", "bands").set_index(["region", "band"])
with pd.option_context("display.max_colwidth", 100):
    display(data.load("sensor_figures", "figures").loc[used, ["value", "unit", "meaning", "source"]])
    display(bands[["duty_cycle_percent", "dwell_ms", "source"]])

# %% [markdown]
# One guideline to hold days against: PM2.5 of 15 µg/m³ as a mean over 24 hours, not to be passed on more than three to four days a year, and 5 µg/m³ as a mean of the
# year (WHO, 2021). A day needs 18 hours (Directive 2008/50/EC, Annex XI).
#
# ## Further reading
#
# * JCGM 100:2008, *Guide to the Expression of Uncertainty in Measurement* (GUM).
# * World Health Organization, *WHO global air quality guidelines: particulate matter (PM2.5 and PM10), ozone, nitrogen dioxide, sulfur dioxide and carbon
#   monoxide*, 2021.
# * L. R. Crilley et al., "Evaluation of a low-cost optical particle counter (Alphasense OPC-N2) for ambient air monitoring",
#   *Atmospheric Measurement Techniques* 11, 2018.
# * OASIS, *MQTT Version 3.1.1*, OASIS Standard, 2014.
# * C. Jennings et al., *Sensor Measurement Lists (SenML)*, RFC 8428, 2018; C. Bormann, *Additional Units for SenML*, RFC 8798, 2020.
# * Semtech, *SX1276/77/78/79 data sheet*, and AN1200.13, *LoRa Modem Designer's Guide*: time on air.
# * R. Church and C. ReVelle, "The maximal covering location problem", *Papers of the Regional Science Association* 32, 1974.
