"""Words that errors of Python and of the course's libraries say about anything; no word for a number is among them."""

import re

_SAID = """
a an the this that these those it its they their and or nor but not no none if else than then as at by for from in into
of off on onto out over to under up with within without is are was were be been being has have had do does did can
cannot could may might must should would will shall when where while which who what why how because before after again
all any both each either every neither other others same such some only own more most less least many much too very
also still yet already instead rather between among during until since about against along per via there here you your
yours say says said s
able accept accepted access accessed accessible add addition additional ambiguous allowed argument arguments array
arrays arithmetic assign assigned assignment association attempt attempted attribute attributes available axis axes
bad base be begin below above beyond block bool boolean bound bounds bracket brackets broadcast broadcasting buffer
builtin bytes call callable called cannot case cell cells change changed changes character characters check class
close closed code codec coerce column columns comma comparing comparison compatible complex component conflict concat
concatenate condition conflicting connected constant contain contains context conversion convert converted core could
count create current dataframe data datetime decode default defined define delete deleted denominator depth dict
dictionary different digit dimension dimensional dimensions directory divide divided division does dtype dtypes
duplicate duplicated element elements elif empty encode encoding end ended ends equal equals error errors escape even
exceeded exception exceptions exist exists exit expected expression fail failed false field file files find finite
first float floating following forgot form format found frame free function functions generator get given got
greater group hashable hold holds ignored immutable implemented implicit import imported imports in include includes
including inconsistent inconsistently indent indentation indented index indexer indexers indexes indexing indices
infinite infinity infer inhomogeneous initial inner input inputs insert instance instances int integer integers
interpreted interrupted invalid inverse item items iterable iterate iteration iterator join key keys keyword keywords
kind label labels large larger last left length lengths level levels like line linear list lists literal load local
long longer lookup loop lower made main make map mapping match matching matrix max maximum mean meant member merge
method methods min minimum mismatch mismatched missing mode module modules modulo multiple must mutable name named
names nan negative new nonzero non null number numbers numeric numerical object objects offset open operand operands
operation operations operator operators option options order outer outside overflow pack padding parameter parameters
parent parenthesis parentheses parse part parts pass passed path perhaps pop position positional positive possible power
previous prior private property protocol provide provided python raise raised range ranges read real reached receive
received recursion reduce reference referenced refers relative remainder remove repeat required requested requires
reshape result results return returned returns right root row rows run scalar scalars second seems self sequence
sequences series set sets setting shape shaped shapes share shared side sign signed simple single singular size
sized sizes slice slices small smaller sort space specified specify start started starts statement step stop
str string strings subscript subscriptable subset subtract sum supplied support supported supports symbol syntax
table tables take takes target term ternary text time times timestamp timestamps timezone token true truth try tuple
tuples type types unary unexpected unexpectedly unhashable unicode union unique unit units unknown unmatched
unindent unorderable unpack unrecognized unsupported unterminated upper use used uses using valid value values variable
variables version want width word words writable write wrong yields zero did mean exceeds together enough
associated compare identically
labeled math domain arg trying EOF NaN merge
"""
WORDS = frozenset(re.findall(r"\w+", _SAID))
