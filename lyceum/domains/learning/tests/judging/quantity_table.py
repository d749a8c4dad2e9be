"""Quantities: accepted | given | is it right? | reason, then for some the tolerance and the unit beside the field."""

QUANTITIES = """
9,81 | 9.81 | yes | equivalent
9,81 | 981e-2 | yes | equivalent
9,81 | 0,981 × 10^1 | yes | equivalent
9,81 | 9,82 | no | value_wrong
9,81 | 9,82 | yes | tolerated | 0.02
9,81 | 9,84 | no | value_wrong | 0.02
9,81 | 9,81 m/s² | yes | equivalent | 0 | m/s²
9,81 | 9,81 | yes | exact | 0 | m/s²
9,81 | 9.81 | yes | unit_missing | 0 | m/s²
9,81 | 9,81 m/s | no | unit_wrong | 0 | m/s²
9,81 | 9,81 m.s-2 | yes | equivalent | 0 | m/s²
9,81 | 9,81 N/kg | yes | equivalent | 0 | m/s²
9,81 | 981 cm/s² | yes | equivalent | 0 | m/s²
9,81 | environ 9,81 | yes | equivalent
1 500 | 1500 | yes | equivalent
1500 | 1 500 | yes | equivalent
1500 | 1,500 | yes | equivalent
1500 | 1,5 | no | value_wrong
1500 | 1,5 × 10³ | yes | equivalent
1500 | 15.10^2 | yes | equivalent
1,5 | 1.50 | yes | equivalent
0,5 | 1/2 | yes | equivalent
0,5 | ,5 | yes | equivalent
50 % | 0,5 | yes | equivalent
50 % | 50% | yes | equivalent
50 % | 50 pour cent | yes | equivalent
50 % | 50 | no | unit_missing
50 % | 5 % | no | value_wrong
1 km | 1000 m | yes | equivalent
1 km | 1 000 mètres | yes | equivalent
1 km | un kilomètre | yes | equivalent
1 km | 1 | no | unit_missing
1 km | 1 m | no | unit_wrong
1 km | 100 m | no | value_wrong
1 km | 1 kg | no | unit_wrong
20 m/s | 72 km/h | yes | equivalent
20 m/s | 20 mètres par seconde | yes | equivalent
20 m/s | 20 m·s⁻¹ | yes | equivalent
20 m/s | 20 km/h | no | unit_wrong
90 km/h | 25 m/s | yes | equivalent
90 km/h | 90 kilomètres par heure | yes | equivalent
20 °C | 20°C | yes | equivalent
20 °C | 20 degrés Celsius | yes | equivalent
20 °C | 68 °F | yes | equivalent
20 °C | 20 | no | unit_missing
20 °C | 20 K | no | unit_wrong
5 mW | 5 MW | no | unit_wrong
1 h | 60 min | yes | equivalent
1 h | 3600 secondes | yes | equivalent
2,5 L | 2500 mL | yes | equivalent
2,5 L | 2,5 dm³ | yes | equivalent
2,5 L | 2,5 litres | yes | equivalent
1000 kg/m³ | 1 g/cm3 | yes | equivalent
12 V | 12 volts | yes | equivalent
470 Ω | 0,47 kΩ | yes | equivalent
3 × 10^8 m/s | 300 000 km/s | yes | equivalent
3 × 10⁸ m/s | 3e8 m/s | yes | equivalent
3 × 10^8 m/s | 3 × 10^7 m/s | no | value_wrong
25 m² | 25 mètres carrés | yes | equivalent
25 m² | 25 m | no | unit_wrong
-4 | −4 | yes | equivalent
-4 | 4 | no | value_wrong
15 € | 15 euros | yes | equivalent
15 € | 15 $ | no | unit_wrong
8 | huit | yes | equivalent
21 | vingt et un | yes | equivalent
71 | soixante et onze | yes | equivalent
80 | quatre-vingts | yes | equivalent
97 | quatre-vingt-dix-sept | yes | equivalent
97 | nonante-sept | yes | equivalent
100 | cent | yes | equivalent
42 | forty-two | yes | equivalent
42 | forty-three | no | value_wrong
19 | nineteen | yes | equivalent
3 millions | 3000000 | yes | equivalent
3 million | three million | yes | equivalent
7 milliards | 7 000 000 000 | yes | equivalent
1789 | 1798 | no | value_wrong
1789 | en 1789 | yes | equivalent
1789 | 1789. | yes | equivalent
14 juillet 1789 | 14/07/1789 | yes | equivalent
14 juillet 1789 | le 14 Juillet 1789 | yes | equivalent
14 juillet 1789 | July 14, 1789 | yes | equivalent
14 juillet 1789 | 1789-07-14 | yes | equivalent
14 juillet 1789 | 14 juil. 1789 | yes | equivalent
14 juillet 1789 | mardi 14 juillet 1789 | yes | equivalent
14 juillet 1789 | 14 juillet 1790 | no | value_wrong
14 juillet 1789 | 4 juillet 1789 | no | value_wrong
14 juillet 1789 | 1789 | no | incomplete
14 juillet 1789 | juillet 1789 | no | incomplete
14 juillet 1789 | 14 juillet | no | incomplete
1er mai 1886 | 1 mai 1886 | yes | equivalent
4 July 1776 | July 4th, 1776 | yes | equivalent
4 July 1776 | 07/14/1776 | no | value_wrong
XVIIIe siècle | 18e siècle | yes | equivalent
XVIIIe siècle | xviiième siècle | yes | equivalent
XVIIIe siècle | dix-huitième siècle | yes | equivalent
XVIIIe siècle | 18th century | yes | equivalent
XVIIIe siècle | le XVIIIe | yes | equivalent
XVIIIe siècle | XVIIe siècle | no | value_wrong
XVIIIe siècle | 18 | no | unit_missing
19th century | the nineteenth century | yes | equivalent
Ier siècle | premier siècle | yes | equivalent
IIIe siècle av. J.-C. | 3e siècle avant Jésus-Christ | yes | equivalent
IIIe siècle av. J.-C. | IIIe siècle | no | value_wrong
52 av. J.-C. | 52 BC | yes | equivalent
52 av. J.-C. | -52 | yes | equivalent
52 av. J.-C. | 52 | no | value_wrong
9,81 | beaucoup | no | different
9,81 | | no | empty
"""
