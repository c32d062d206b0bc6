"""What can go wrong here, one class per reaction, each with its problem code and the way out, in French.

Wherever a stranger may knock, one class stands for every reason: the answer must not tell which was wrong (ACT-22).
"""

HELP = "Besoin d'aide ? Appelez le 3422, service gratuit."
