# %% [markdown]
# # Take away: smart grids on one page
#
# ## What you can now do
#
# * Turn power into energy, scale a profile, and size a cable for a peak that homes share.
# * Solve the power flow of a published low-voltage network and hold it against the limits.
# * Estimate how much solar power fits, and say with what risk.
# * Judge a forecast, schedule a battery or a car, and ask who gains.
#
# ## Formulas
#
# | what | formula | from |
# |---|---|---|
# | energy of mean powers | $E = \sum_t P_t\,\Delta t$ | definition; quarter hours: $\Delta t = 0.25$ h |
# | load factor | $\bar P / P_{\max}$ | definition |
# | peak per home of $n$ homes | $p(n) = p_\infty + (p_1 - p_\infty)/\sqrt{n}$ | known as Rusck's formula |
# | voltage drop, three balanced phases | $\Delta V \approx (R\,P + X\,Q)/V$ | $P$, $Q$ of all three phases, $V$ between two, $R$, $X$ of one wire |
# | voltage drop, one phase | $\Delta V \approx 2\,(R\,P + X\,Q)/V$ | $V$ = 230 V; current returns through the neutral |
# | Wilson interval of a share | $\frac{\hat p + z^2/2n \,\pm\, z\sqrt{\hat p(1-\hat p)/n + z^2/4n^2}}{1 + z^2/n}$ | Wilson 1927 |
# | mean absolute error | $\frac1n\sum_t \lvert \hat P_t - P_t\rvert$ | definition |
# | skill against a baseline | $1 - \mathrm{MAE}_{\text{model}} / \mathrm{MAE}_{\text{baseline}}$ | definition |
# | state of a battery | $e_t = e_{t-1} + \eta\,c_t\,\Delta t - d_t\,\Delta t/\eta$ | energy balance |
#
# ## Words
#
# | word | meaning |
# |---|---|
# | ADMD | after-diversity maximum demand: the joint peak of very many homes, per home |
# | ampere (A), volt (V) | units of current and of voltage |
# | feeder | the cable that leaves a transformer and feeds a street |
# | hosting capacity | the most solar power that a network takes at an accepted risk of breaking a limit |
# | kVA, kvar | active and reactive power together; reactive power alone |
# | kWp | kilowatt-peak: power of panels in standard test light |
# | leakage | use of a value that is not known when a forecast is issued |
# | loading | current, or power of a transformer, as a share of its rating |
# | load duration curve | the load sorted from its highest to its lowest value |
# | per unit (pu) | a voltage divided by its rated value; 1.05 pu is 5 % above |
# | power flow | the voltages and currents that satisfy physics for given loads |
# | rebound | a new peak, made by the signal that was to remove the old one |
# | specific yield | energy per kWp and year |
# | tap | step of a transformer's winding that shifts the voltage |
#
# The figures that we held results against, each with its source:

# %%
import pandas as pd

from citylab import data

used = ["voltage_band_en50160", "voltage_low_uk", "voltage_high_uk", "charger_single_32a", "charger_three_16a"]
used += ["heat_pump_admd", "home_admd_design", "home_admd_measured", "home_energy_2026", "battery_round_trip"]
with pd.option_context("display.max_colwidth", 100):
    display(data.load("smart_grid_figures").loc[used, ["value", "unit", "meaning", "source"]])

# %% [markdown]
# ## Further reading
#
# * Customer-Led Network Revolution, *After Diversity Maximum Demand Report*, CLNR-L217, 2015.
# * E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
#   *Journal of the American Statistical Association* 22 (158), 1927.
# * S. Meinecke et al., "SimBench: a benchmark dataset of electric power systems", *Energies* 13 (12), 3290, 2020: the rural street.
# * CIGRE Task Force C6.04.02, *Benchmark Systems for Network Integration of Renewable and Distributed Energy Resources*, 2014.
# * R. J. Hyndman, G. Athanasopoulos, *Forecasting: Principles and Practice*, 3rd edition, 2021: baselines and errors.
