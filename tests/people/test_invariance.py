"""Swapping one name for another changes nothing else, whatever tradition the name is from."""

import pytest

from unblame.people import Cast

BY_TRADITION = """
Emily Oliver Harriet Nigel Gemma
Siobhan Ruairí Mairead Gwenllian Eilidh
Ingrid Bjarte Øystein Solveig Håkon
Astrid Linnea Göran Kerstin Torbjörn
Guðrún Snorri Þórdís Sigríður Einar
Pirkko Tuomas Aino Väinö Kaisa
Tõnis Ilze Gintaras Rūta Vytautas
Jürgen Anneliese Wolfgang Katharina Uwe
Renske Marjolein Joost Anneke Bram
Geneviève Thibault Océane Bastien Solène
Xiomara Joaquín Ximena Álvaro Rocío
Ainhoa Itziar Gorka Montserrat Xabier
João Thaís Gonçalo Inês Tiago
Giulia Lorenzo Chiara Matteo Federica
Agnieszka Zbigniew Małgorzata Krzysztof Wojciech
Zsófia Eszter Gergely Ondřej Božena
Ionela Răzvan Drita Besnik Mihaela
Zlatko Dragana Miloš Snežana Tvrtko
Kateryna Oleksandr Svetlana Dmitri Bohdan
Eleftheria Dimitris Konstantina Thanasis Ioanna
Zeynep Mehmet Elif Oğuzhan Ayşe
Dilnoza Aigerim Yerlan Nodira Bolat
Fatima Youssef Khadija Soufiane Hassan
Kaveh Shirin Parisa Behrouz Farzaneh
Yael Shlomo Rivka Avraham Tzipora
Lusine Armen Giorgi Ketevan Hovhannes
Priya Rajesh Sunita Vikram Ananya
Lakshmi Murugan Karthik Nandini Thilini
Ayesha Imran Nusrat Bilal Sabina
Xiaoling Zhihao Meiling Jianguo Wenjing
Yuki Hiroto Sakura Kenji Haruka
Jiwoo Minseok Eunji Seojun Hyejin
Quyen Linh Khanh Thuy Trung
Somchai Sokha Thiri Siriporn Kyaw
Putu Siti Bambang Dewi Agung
Chukwuemeka Folasade Nnamdi Ayodele Ngozi
Kwabena Aminata Kofi Fatoumata Mamadou
Wanjiru Tigist Abebe Mukami Odhiambo
Nomvula Thandeka Tendai Rakoto Sipho
Leilani Wiremu Sione Hinemoa Ngaire
"""
NAMES = BY_TRADITION.split()

FRAMES = [
    "{} pushed the bad config.",
    "The table was dropped by {}.",
    "Thanks to {}, it was found.",
    "{}'s mistake broke login.",
    "10:31 {} restarts the ingress controllers one at a time.",
    "- **10:04** {} restarted the pod.",
    "{} could not reach the VPN.",
    "{} did not notice the alert.",
    "Revoke {}'s deploy rights until the review.",
    "11:05 {} joins the call and takes over.",
    "The rule was removed (by {}), traffic stopped.",
    "We asked {} to look at the graph.",
    "It was {} who ran the script.",
]


def test_there_are_two_hundred_names():
    assert (len(NAMES), len(set(NAMES))) == (200, 200)


@pytest.mark.parametrize("frame", FRAMES)
def test_every_name_reads_like_every_other(frame):
    expected = frame.format("Responder A")

    assert [name for name in NAMES if Cast().replace(frame.format(name)) != expected] == []
