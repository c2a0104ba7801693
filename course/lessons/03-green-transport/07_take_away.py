# %% [markdown]
# # Take away: green transport on one page
#
# ## What you can now do
#
# * Read a timetable feed of any city, and say what passengers wait on a real day.
# * Compute who reaches how many jobs, minute by minute, and how evenly that is shared.
# * Estimate what people weigh, predict a switch, and give the CO₂e saved with an interval.
# * Time lights, compare plans on the same mornings, and count the delay of people.
#
# ## Formulas
#
# | what | formula | from |
# |---|---|---|
# | moment of a time in a feed | noon $-$ 12 h $+$ time | GTFS Schedule Reference; hours may pass 24 |
# | mean wait at random | $\sum h^2 / (2\sum h)$ | for example Osuna and Newell 1972; gaps $h$, arrivals at random |
# | share that waits longer than $w$ | $\sum \max(h - w, 0) / \sum h$ | the same passengers, who come at random |
# | cumulative access | $\sum_j o_j\,[t_j \le T]$ | definition; jobs $o_j$ at $t_j$ minutes, limit $T$ |
# | gravity access | $\sum_j o_j\,e^{-\beta t_j}$ | the idea: Hansen 1959; half counts at $t = \ln 2/\beta$ |
# | Gini coefficient | $1 - \sum_k (p_k - p_{k-1})(v_k + v_{k-1})$ | Lorenz curve (Lorenz 1905): share $v_k$ of the lowest $p_k$ of the people |
# | Palma ratio | share of the top 10 % over that of the bottom 40 % | Cobham and Sumner 2013 rank by income; ours by access. As a ratio of averages, equal is 1 |
# | multinomial logit | $p_i = e^{V_i} / \sum_j e^{V_j}$ | McFadden 1974; utilities $V$ |
# | value of time | $60\,b_t / b_c$ | weights of a minute $b_t$ and of a pound $b_c$ |
# | elasticity, own and of another mode | $b\,x_i\,(1 - p_i)$, $-b\,x_j\,p_j$ | Train 2009, section 3.6; one person |
# | nested logit, mode $i$ of nest $B$ | $p_i = \frac{e^{V_i/\lambda}}{S_B}\cdot\frac{S_B^{\lambda}}{\sum_N S_N^{\lambda_N}}$, $S_B = \sum_{j \in B} e^{V_j/\lambda}$ | Train 2009, section 4.2; $\lambda = 1$ is the logit |
# | emissions per passenger-km | $g / n$ | vehicle's $g$ per km, shared by $n$ people |
# | flow ratio of a stage | flow / saturation flow | definition; the busiest approach |
# | Webster's cycle | $C_0 = (1.5\,L + 5)/(1 - Y)$ | Webster 1958; lost time $L$, sum $Y$ of the flow ratios of the stages |
# | Webster's delay | $\frac{C(1-\lambda)^2}{2(1-\lambda x)} + \frac{x^2}{2q(1-x)} - 0.65\,(C/q^2)^{1/3}\,x^{2+5\lambda}$ | Webster 1958; green share $\lambda$, flow $q$ per s, $x$ = flow / capacity |
# | wait on foot | $(C - w)^2 / (2C)$ | people who come at random; $w$ s to begin to cross |
# | interval of a paired difference | $\bar d \pm t\,s_d/\sqrt n$ | Student's $t$ with $n - 1$ degrees of freedom |
# | a wave both ways | $C \approx 2\,t$, offsets of both directions add up to whole cycles | NPTEL, lecture 38; driving time $t$ between junctions |
# | headway in a mix of cars | $(1-p)\,h_\text{now} + p\,h_\text{self}$ | our assumption: all keep the mean |
#
# ## Words
#
# | word | meaning |
# |---|---|
# | adaptive lights | lights that follow the queues instead of the clock |
# | bunching | buses that run in pairs, with long gaps between |
# | CO₂e | greenhouse gases, added up by their warming |
# | common random numbers | the same random mornings for all plans |
# | constant | what a utility holds beside minutes and money: comfort, rain |
# | cycle, stage, green split | once round all lights; approaches that are green together; how the green is shared |
# | delay | time on the way beyond that on an empty street, without stops of a bus |
# | dissimilarity | how different the modes of a nest are: 1 not alike, near 0 copies |
# | edge, node | a way of a network; a point where ways meet |
# | feed, GTFS | a timetable as a zip file; the standard of its form |
# | green wave | greens that begin later at each junction, as a car comes |
# | headway | time from one departure to the next, or between two vehicles that follow each other |
# | independence of irrelevant alternatives | in a plain logit, for each person, a better mode takes from all others in proportion |
# | isochrone | line up to which one gets in a given time |
# | likelihood | probability of all that people did, under a set of weights |
# | lost time | seconds of a cycle in which nobody leaves: between the greens |
# | low-emission zone | part of a town that charges or bars cars below a standard, for the air |
# | occupancy | people in a vehicle |
# | priority | a bus that comes holds the green, or calls it early |
# | rebound | what comes back of a saving, for example because the road is emptier |
# | route, trip, service | a line; one drive of one vehicle; the days on which trips run |
# | saturation flow | vehicles per lane that leave in an hour of green, while a queue lasts |
# | service day | day of a timetable; its hours pass 24 |
# | snap | find the nearest node of a place |
# | utility | score of a mode: a weighted sum of minutes, pounds and a constant |
# | vehicle-hour | one vehicle in service for one hour |
#
# The figures that we counted with, each with its source:

# %%
import pandas as pd

from citylab import data

used = ["car_average", "bus_not_london", "tram", "car_occupancy", "car_occupancy_work", "value_of_time_commute"]
used += ["tram_electricity_person", "tram_electricity_vehicle"]
with pd.option_context("display.max_colwidth", 160):
    display(data.load("transport_figures").loc[used, ["value", "unit", "meaning", "source", "edition"]])

# %% [markdown]
# ## Further reading
#
# * *GTFS Schedule Reference*, gtfs.org: the standard of timetables.
# * E. Osuna, G. Newell, "Control strategies for an idealized public transportation system", *Transportation Science* 6, 1972: the wait.
# * J. Dibbelt, T. Pajor, B. Strasser, D. Wagner, "Connection Scan Algorithm", arXiv:1703.05997, 2017: the router.
# * W. G. Hansen, "How accessibility shapes land use", *Journal of the American Institute of Planners* 25, 1959.
# * M. O. Lorenz, "Methods of measuring the concentration of wealth", *Publications of the American Statistical Association* 9, 1905.
# * A. Cobham, A. Sumner, "Is it all about the tails? The Palma measure of income inequality", Center for Global Development, Working Paper 343, 2013.
# * D. McFadden, "Conditional logit analysis of qualitative choice behavior", in *Frontiers in Econometrics*, 1974.
# * K. E. Train, *Discrete Choice Methods with Simulation*, 2nd edition, Cambridge University Press, 2009.
# * UK Government, *Greenhouse gas conversion factors for company reporting*, 2025.
# * G. Duranton, M. A. Turner, "The fundamental law of road congestion", *American Economic Review* 101, 2011: rebound.
# * F. V. Webster, *Traffic Signal Settings*, Road Research Technical Paper 39, HMSO, London, 1958.
# * National Programme on Technology Enhanced Learning (India), *Traffic Signal Design*, lecture 38: waves both ways.
# * U.S. Department of Energy, *Fact #861*, 2015, and Environmental Protection Agency, EPA-420-F-11-041, 2011: idling engines.
# * A. Hajbabaie, M. Tajalli, E. Bardaka, "Effects of connectivity and automation on saturation headway and capacity at signalized intersections",
#   *Transportation Research Record*, 2023: headways of self-driving cars.
