# %% [markdown]
# # Take away: public participation on one page
#
# ## What you can now do
#
# * Say who is missing from a survey, weight the answers you have, and name what no weight can mend.
# * Count a vote under several rules, and say whom each rule serves, who pays and who gets nothing.
# * Draw a map of opinions, hold it against chance, and find what unites without being fooled by few votes.
# * Attack a table before you publish it, and choose a protection whose price you can name.
#
# ## Formulas
#
# | what | formula | from |
# |---|---|---|
# | weight of an answer in group $h$ | $N_h / n_h$ | post-stratification (Little 1993): $N_h$ residents, $n_h$ answers |
# | weighted mean | $\sum w y / \sum w$ | definition; weights $w$, answers $y$ |
# | one step of raking | $w \leftarrow w\,N_c / \sum_{c} w$ | Deming and Stephan 1940; for each category $c$ of a margin, margin after margin |
# | design effect, effective size | $n \sum w^2 / (\sum w)^2$, $(\sum w)^2 / \sum w^2$ | Kish 1992; holds if weights have nothing to do with the answers |
# | expected potholes of a street | $m\,e^{b_0 + b_1 x_1 + b_2 x_2}$ | Poisson regression (McCullagh and Nelder 1989); $m$ metres, properties $x$, learned weights $b$ |
# | share reported, not reported | reported / expected, expected $-$ reported | definitions; a hole counts once |
# | greedy, two ways | most votes; most votes / cost | our rule: what does not fit is skipped; cities differ |
# | a voter's share | budget / voters | Method of Equal Shares (Peters, Pierczyński and Skowron 2021) |
# | price $\rho$ of a project | $\sum_i \min(m_i,\ \rho\,c) = c$ | the same, per euro of cost $c$; supporters $i$ with $m_i$ euros left; the lowest $\rho$ is bought, $i$ pays $\min(m_i, \rho\,c)$ |
# | price, all projects worth the same | $\sum_i \min(m_i,\ \rho) = c$ | `utility="cardinality"`; on the choice: Brill et al. 2023 |
# | effective vote count | $1 / \rho$ | equalshares.net; the highest is bought |
# | silhouette of a person | $(b - a) / \max(a, b)$ | Rousseeuw 1987; mean distance $a$ to the own group, $b$ to the nearest other |
# | adjusted Rand index | (index $-$ by chance) / (highest $-$ by chance) | Hubert and Arabie 1985; index: pairs of people that are together in both groupings |
# | corrected probability of an agree | $(\text{agrees} + 1) / (\text{votes} + 2)$ | Small et al. 2021 |
# | what unites | product of the groups' corrected probabilities | Small et al. 2021 |
# | `times` | corrected probability in the group / among all others | Small et al. 2021 |
# | `z_half` | $2\sqrt{n + 1}\left(\frac{k + 1}{n + 1} - \frac{1}{2}\right)$ | program of Polis, `stats.clj`; $k$ of $n$ votes; chance passes 1.28 one time in ten |
# | Cohen's κ | $(p_o - p_e) / (1 - p_e)$ | Cohen 1960; observed share $p_o$, share by chance $p_e$ |
# | Krippendorff's α | $1 - D_o / D_e$ | Krippendorff 2004; observed disagreement $D_o$, that of chance $D_e$ |
# | k, l of a table | size of the smallest crowd; fewest different values in a crowd | Sweeney 2002; Machanavajjhala et al. 2007 |
# | entropy l | smallest $e^{-\sum p \ln p}$ of a crowd | Machanavajjhala et al. 2007; shares $p$ of the values in the crowd |
# | differential privacy | $P(x\ \text{with you}) \le e^{\varepsilon}\,P(x\ \text{without you})$, and the other way round | Dwork and Roth 2014; any set $x$ of results |
# | mean size of Laplace noise | $1 / \varepsilon$ | the same; one person changes one cell by one |
# | Laplace noise stays within | $\ln(1 / (1 - p)) / \varepsilon$ with probability $p$ | the same; $m$ cells all do with $p^m$ |
# | geometric noise $z$ | $P(z) = \frac{1 - a}{1 + a}\,a^{\lvert z \rvert}$, $a = e^{-\varepsilon}$ | Ghosh, Roughgarden and Sundararajan 2012 |
# | several results about the same people | $\varepsilon = \varepsilon_1 + \varepsilon_2 + \dots$ | composition (Dwork and Roth 2014) |
#
# ## Words
#
# | word | meaning |
# |---|---|
# | Add1 | completion: raise every voter's share by 1 and begin anew; stop before the budget is exceeded, or when nothing more would fit |
# | adjusted Rand index | likeness of two groupings of the same people: 1 the same, 0 as by chance |
# | approval | a ballot that names projects without an order |
# | bootstrap | draw as many people again, with replacement, and repeat the computation |
# | budget of privacy | the most ε that may be spent on the same people |
# | Cohen's κ, Krippendorff's α | agreement of coders beyond chance: 1 full, 0 chance; α allows holes and more coders |
# | comparison step | equal shares stand, unless more voters prefer another result |
# | complementary suppression | hiding further cells, so that totals do not give the small ones away |
# | completion | what is done with money that equal shares leave |
# | composition | privacy losses about the same people add up |
# | continuum, smooth scale | votes made up for people who stand anywhere between two ends, without groups |
# | coverage | of a list: share of the residents who are on it; of an interval: share of repeated surveys whose interval holds the truth |
# | crowd | rows that are alike in all quasi-identifiers |
# | design effect (Kish) | factor by which weights inflate the variance of a mean, if they have nothing to do with the answers |
# | differential privacy (ε) | no result becomes more than $e^{\varepsilon}$ times as likely or unlikely when one person is added or taken away |
# | effective size | answers over design effect |
# | Equal Shares, Method of | every voter has the same part of the budget; supporters pay for a project together |
# | greedy rule | fund the project with most votes that still fits, again and again |
# | k-anonymous | each row looks like at least k − 1 others in its quasi-identifiers |
# | k-means | each point belongs to the nearest of k centres, each centre is the middle of its points |
# | l-diverse | each crowd holds at least l different values of what is sensitive |
# | Laplace noise, geometric noise | random numbers added to counts; geometric ones are whole |
# | linear program | best value of a linear sum under linear limits |
# | margin | residents in each category of one variable |
# | moderation | deciding which statements or comments are let in |
# | NMF | topics as lists of words, of which texts are mixtures |
# | non-response | those invited who do not answer |
# | Pabulib | a library of participatory budgets, and its text format (`.pb`) |
# | Poisson regression | model of counts, such as potholes in a street of a given length |
# | post-stratification | weighting each group by its residents over its answers |
# | price (ρ) | most that any supporter pays, per euro of a project's cost |
# | principal component | direction in which people differ most, then the next at right angles |
# | pseudocount | imagined votes, added so that few votes do not look certain |
# | quasi-identifier | what is no name, but together with others points to a person |
# | raking | fitting weights to one margin after the other, again and again |
# | silhouette | how much nearer people are to their own group than to the next: 1 a clear gap, 0 none |
# | TF-IDF | weight of a word in a text: how often it stands there, and more if few texts have it |
# | tie | equal votes or prices; a rule published beforehand decides |
# | trimming | a cap on weights, in mean weights |
# | turnout | share of those entitled who vote |
# | utilitarian completion | spending what equal shares leave greedily, by votes |
# | weight | number of residents for whom an answer speaks |
#
# The real figures that we counted with, each with its base and source. All other people, answers and ballots of the module are made up.

# %%
import pandas as pd

from citylab import data

census = data.load("census_margins")
with pd.option_context("display.max_colwidth", 120):
    display(census[["variable", "category", "share_percent", "base", "source"]])

# %% [markdown]
# ## Further reading
#
# **Who is missing**
#
# * W. E. Deming, F. F. Stephan, "On a least squares adjustment of a sampled frequency table when the expected marginal totals are known", *Annals of Mathematical Statistics* 11, 1940: raking.
# * I. Csiszár, "I-divergence geometry of probability distributions and minimization problems", *Annals of Probability* 3, 1975, and F. Pukelsheim, "Biproportional scaling of matrices and the
#   iterative proportional fitting procedure", *Annals of Operations Research* 215, 2014: when raking settles.
# * L. Kish, "Weighting for unequal P_i", *Journal of Official Statistics* 8 (2), 1992: the design effect.
# * J.-C. Deville, C.-E. Särndal, "Calibration estimators in survey sampling", *Journal of the American Statistical Association* 87, 1992: how sure a weighted mean is.
# * R. J. A. Little, "Post-stratification: a modeler's perspective", and J.-C. Deville, C.-E. Särndal, O. Sautory, "Generalized raking procedures in survey sampling",
#   *Journal of the American Statistical Association* 88, 1993: cells, and weights with a cap.
# * S. Harrison, F. Alderdice, J. Henderson, M. Redshaw, M. A. Quigley, "Trends in response rates and respondent characteristics in five National Maternity Surveys in England during 1995–2018",
#   *Archives of Public Health* 78, 46, 2020: who answers.
# * P. McCullagh, J. A. Nelder, *Generalized Linear Models*, 2nd edition, Chapman and Hall, 1989: counts.
# * Z. Liu, U. Bhandaram, N. Garg, "Quantifying spatial under-reporting disparities in resident crowdsourcing", *Nature Computational Science* 4, 2024.
# * D. T. O'Brien, R. J. Sampson, C. Winship, "Ecometrics in the age of big data", *Sociological Methodology* 45, 2015: Boston's requests beside audits of its streets.
# * Open311, *GeoReport v2*: the form of service requests. Office for National Statistics, *Census 2021*.
#
# **Sharing a budget**
#
# * D. Peters, G. Pierczyński, P. Skowron, "Proportional participatory budgeting with additive utilities", *NeurIPS* 2021, arXiv:2008.13276: the method and its guarantees.
# * M. Brill, S. Forster, M. Lackner, J. Maly, J. Peters, "Proportionality in approval-based participatory budgeting", *AAAI* 2023: is a dear project worth more?
# * equalshares.net: completion, ties, and the votes of Wieliczka and Aarau.
# * D. Stolicki, S. Szufa, N. Talmon, "Pabulib: a participatory budgeting library", arXiv:2012.06539, 2020.
#
# **Mapping opinions**
#
# * C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw, C. Megill, "Polis: Scaling deliberation by mapping high dimensional opinion spaces", *Recerca* 26 (2), 2021.
#   The program is at github.com/compdemocracy/polis (on the signs of votes: issue 2554), *Moderation* at compdemocracy.org.
# * P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis", *Journal of Computational and Applied Mathematics* 20, 1987.
# * Y. Liu, D. N. Hayes, A. Nobel, J. S. Marron, "Statistical significance of clustering for high-dimension, low-sample size data", *Journal of the American Statistical Association* 103, 2008.
# * L. Hubert, P. Arabie, "Comparing partitions", *Journal of Classification* 2, 1985: the adjusted Rand index.
# * D. D. Lee, H. S. Seung, "Learning the parts of objects by non-negative matrix factorization", *Nature* 401, 1999.
# * J. Cohen, "A coefficient of agreement for nominal scales", *Educational and Psychological Measurement* 20 (1), 1960.
# * K. Krippendorff, *Content Analysis: An Introduction to Its Methodology*, 2nd edition, 2004: α, and its two limits.
#
# **Publishing safely**
#
# * L. Sweeney, "k-anonymity: a model for protecting privacy", *International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems* 10 (5), 2002.
# * A. Machanavajjhala, D. Kifer, J. Gehrke, M. Venkitasubramaniam, "l-diversity: privacy beyond k-anonymity", *ACM Transactions on Knowledge Discovery from Data* 1 (1), 2007.
# * N. Li, T. Li, S. Venkatasubramanian, "t-Closeness: privacy beyond k-anonymity and l-diversity", *IEEE ICDE*, 2007.
# * R. C.-W. Wong, A. W.-C. Fu, K. Wang, J. Pei, "Minimality attack in privacy preserving data publishing", *VLDB*, 2007.
# * M. Fischetti, J. J. Salazar, "Solving the cell suppression problem on tabular data with linear constraints", *Management Science* 47 (7), 2001.
# * Washington State Department of Health, *Standards for Reporting Data with Small Numbers*, 2018: which counts to hide.
# * C. Dwork, A. Roth, *The Algorithmic Foundations of Differential Privacy*, 2014: definition, noise, composition.
# * A. Ghosh, T. Roughgarden, M. Sundararajan, "Universally utility-maximizing privacy mechanisms", *SIAM Journal on Computing* 41 (6), 2012: geometric noise.
# * I. Mironov, "On significance of the least significant bits for differential privacy", *ACM CCS*, 2012.
# * S. L. Garfinkel, P. Leclerc, "Randomness concerns when deploying differential privacy", arXiv:2009.03777, 2020.
# * Regulation (EU) 2016/679 (GDPR), and Personal Information Protection Law of the People's Republic of China (PIPL), in force since 1 November 2021.
# * Court of Justice of the European Union, C-413/23 P, *EDPS v SRB*, 4 September 2025: when data without names are personal.
# * European Data Protection Board, *Guidelines 05/2020 on consent*, paragraphs 16 to 18: a council that asks for consent.
