"""Hand-written sentences that several tests of the claims stage read."""

PASSIVE = """
The the DET 2 det
town town NOUN 4 nsubj:pass
was be AUX 4 aux:pass
shelled shell VERB 0 root
by by ADP 7 case
government government NOUN 7 compound
troops troop NOUN 4 obl:agent
and and CCONJ 9 cc
stormed storm VERB 4 conj
by by ADP 11 case
militants militant NOUN 9 obl:agent
. . PUNCT 4 punct
"""

COORDINATED = """
Rebels rebel NOUN 2 nsubj
took take VERB 0 root
Marn Marn PROPN 2 obj
and and CCONJ 5 cc
razed raze VERB 2 conj
homes home NOUN 5 obj
. . PUNCT 2 punct
"""

AIMED = """
Russia Russia PROPN 2 nsubj
launched launch VERB 0 root
a a DET 4 det
campaign campaign NOUN 2 obj
to to PART 6 mark
crush crush VERB 4 acl
the the DET 8 det
rebels rebel NOUN 6 obj
. . PUNCT 2 punct
"""

CONTROLLED = """
Ankara Ankara PROPN 2 nsubj
asked ask VERB 0 root
Moscow Moscow PROPN 2 obj
to to PART 5 mark
bomb bomb VERB 2 xcomp
the the DET 7 det
fighters fighter NOUN 5 obj
who who PRON 9 nsubj
hold hold VERB 7 acl:relcl
Dayr Dayr PROPN 9 obj
. . PUNCT 2 punct
"""

RELATIVE = """
The the DET 2 det
militants militant NOUN 7 nsubj
that that PRON 6 obj
the the DET 5 det
army army NOUN 6 nsubj
besieged besiege VERB 2 acl:relcl
fled flee VERB 0 root
. . PUNCT 7 punct
"""

GAP = """
Fighters fighter NOUN 2 nsubj
shelled shell VERB 0 root
people people NOUN 2 obj
we we PRON 5 nsubj
back back VERB 3 acl:relcl
. . PUNCT 2 punct
"""

PARTITIVE = """
A a DET 2 det
mix mix NOUN 6 nsubj
of of ADP 5 case
rebel rebel NOUN 5 compound
groups group NOUN 2 nmod
attacked attack VERB 0 root
the the DET 8 det
base base NOUN 6 obj
. . PUNCT 6 punct
"""

STRIKES = """
Russian russian ADJ 2 amod
strikes strike NOUN 8 nsubj
on on ADP 4 case
villages village NOUN 2 nmod
north north ADV 4 advmod
of of ADP 7 case
Aleppo Aleppo PROPN 5 obl
killed kill VERB 0 root
at at ADP 10 case
least least ADJ 11 nmod
five five NUM 12 nummod
people people NOUN 8 obj
on on ADP 14 case
Friday Friday PROPN 8 obl
. . PUNCT 8 punct
"""

ALLY = """
Assad Assad PROPN 5 nsubj
is be AUX 5 cop
Moscow Moscow PROPN 5 nmod:poss
's 's PART 3 case
ally ally NOUN 0 root
. . PUNCT 5 punct
"""

BESIEGED = """
The the DET 2 det
group group NOUN 4 nsubj
has have AUX 4 aux
besieged besiege VERB 0 root
the the DET 6 det
airbase airbase NOUN 4 obj
since since ADP 8 case
March March PROPN 4 obl
. . PUNCT 4 punct
"""

APART = """
They they PRON 2 nsubj
met meet VERB 0 root
General General PROPN 2 obj
Idris Idris PROPN 3 flat
, , PUNCT 8 punct
not not PART 8 advmod
the the DET 8 det
minister minister NOUN 3 conj
. . PUNCT 2 punct
"""

LET = """
The the DET 2 det
strikes strike NOUN 3 nsubj
let let VERB 0 root
the the DET 5 det
rebels rebel NOUN 3 obj
take take VERB 3 xcomp
Marn Marn PROPN 6 obj
. . PUNCT 3 punct
"""

SEIZED = """
The the DET 2 det
army army NOUN 6 nsubj
and and CCONJ 5 cc
the the DET 5 det
militia militia NOUN 2 conj
seized seize VERB 0 root
the the DET 11 det
anti anti ADJ 11 amod
- - PUNCT 8 punct
Assad Assad PROPN 11 compound
town town NOUN 6 obj
. . PUNCT 6 punct
"""

STRUCK = """
Russian russian ADJ 2 amod
warplanes warplane NOUN 3 nsubj
struck strike VERB 0 root
rebel rebel NOUN 5 compound
positions position NOUN 3 obj
near near ADP 7 case
Aleppo Aleppo PROPN 3 obl
on on ADP 9 case
Friday Friday PROPN 3 obl
. . PUNCT 3 punct
"""

DIED = """
At at ADP 2 case
least least ADJ 3 nmod
45 45 NUM 4 nummod
people people NOUN 6 nsubj
have have AUX 6 aux
died die VERB 0 root
in in ADP 9 case
the the DET 9 det
province province NOUN 6 obl
this this DET 11 det
month month NOUN 6 obl
. . PUNCT 6 punct
"""

NEGATED = """
Rebels rebel NOUN 4 nsubj
did do AUX 4 aux
not not PART 4 advmod
attack attack VERB 0 root
Raqqa Raqqa PROPN 4 obj
. . PUNCT 4 punct
"""

OFFENSIVE = """
The the DET 2 det
army army NOUN 3 nsubj
launched launch VERB 0 root
an an DET 5 det
offensive offensive NOUN 3 obj
against against ADP 7 case
rebels rebel NOUN 5 nmod
. . PUNCT 3 punct
"""

REFERS_BACK = """
The the DET 2 det
bombing bombing NOUN 3 nsubj
continued continue VERB 0 root
. . PUNCT 3 punct
"""
