import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from lyceum.domains.learning.rules.formats.oneroster import read_oneroster
from lyceum.domains.learning.rules.formats.report import Dropped, Reason
from lyceum.domains.learning.rules.formats.roster import (
    ClassMembership,
    Part,
    Person,
    Roster,
    SchoolClass,
    read_roster,
)


def reasons(roster: Roster) -> list[tuple[str, Reason]]:
    return [(fault.where, fault.reason) for fault in roster.dropped]


def test_a_list_of_a_french_school_is_read() -> None:
    text = (
        "Nom;Prénom;Courriel;Classe;Niveau;Fonction;Colonne de plus\r\n"
        "DUPONT;Léa;Lea.Dupont@ecole.fr;2de B | Chorale;2de;Élève;x\r\n"
        "Martin;Tom;;2DE B;2de;;\r\n"
        "Petit;Anne;anne@ecole.fr;2de B;;Professeure;\r\n"
    )
    roster = read_roster(text.encode("cp1252"))
    assert list(roster.people.values()) == [
        Person("lea.dupont@ecole.fr", "Léa Dupont", "lea.dupont@ecole.fr", level="2de"),
        Person("tom martin/2de b", "Tom Martin", level="2de"),
        Person("anne@ecole.fr", "Anne Petit", "anne@ecole.fr", Part.TEACHER),
    ]
    assert list(roster.classes.values()) == [
        SchoolClass("2de b", "2de B", "2de"),
        SchoolClass("chorale", "Chorale", "2de"),
    ]
    assert list(roster.memberships) == [
        ClassMembership("lea.dupont@ecole.fr", "2de b", Part.STUDENT),
        ClassMembership("lea.dupont@ecole.fr", "chorale", Part.STUDENT),
        ClassMembership("tom martin/2de b", "2de b", Part.STUDENT),
        ClassMembership("anne@ecole.fr", "2de b", Part.TEACHER),
    ]
    assert roster.dropped == []


def test_a_line_that_cannot_be_read_is_reported_and_the_rest_is_kept() -> None:
    roster = read_roster(
        "id,name,email,role,class\n1,Ana,ana@x.org,student,A\n1,Ana,ana@x.org,student,B\n1,Ana,ana@x.org,student,A\n"
        "1,Bob,bob@x.org,student,A\n2,Cy,no address,student,A\n3,Di,di@x.org,king,A\n4,,,,A\n5,Ed,ed@x.org,teacher,\n"
    )
    assert list(roster.people) == ["1", "5"]
    assert [m.school_class for m in roster.memberships] == ["a", "b"]
    assert reasons(roster) == [
        ("4", Reason.DUPLICATE),
        ("5", Reason.SAME_KEY),
        ("6", Reason.UNREADABLE),
        ("7", Reason.UNKNOWN_KIND),
        ("8", Reason.NO_PROMPT),
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"name\n", Reason.EMPTY),
        (b"a,b\n1,2\n", Reason.NO_COLUMN),
        (b"class\nA\n", Reason.NO_COLUMN),
        (b"\0\0", Reason.NOT_TEXT),
    ],
)
def test_what_is_no_list_is_refused(raw: bytes, reason: Reason) -> None:
    roster = read_roster(raw)
    assert [fault.reason for fault in roster.dropped] == [reason]
    assert not roster.people


def packed(**parts: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(f"{name}.csv", text)
    return out.getvalue()


V1_2 = {
    "manifest": "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.users,bulk\n",
    "orgs": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,active,,Lycée Curie,school,,\n",
    "users": "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,"
    "identifier,email,preferredGivenName\n"
    "u1,,,true,lea,,Léa,Roy,,,Lea@x.org,\nu2,,,true,bob,,Robert,Bo,,,,Bob\nu3,,,true,mum,,Ma,Roy,,,m@x.org,\n"
    "u4,tobedeleted,,true,x,,X,Y,,,,\nu5,,,false,x,,X,Y,,,,\nu1,,,true,lea,,Léa,Roy,,,,\n",
    "roles": "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,"
    "orgSourcedId,userProfileSourcedId\n"
    "r1,,,u1,primary,student,,,o1,\nr2,,,u2,primary,teacher,,,o1,\n"
    "r3,,,u2,secondary,parent,,,o1,\nr4,,,u3,primary,parent,,,o1,\n",
    "classes": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,"
    "location,schoolSourcedId\n"
    "c1,,,Maths 2B,10,k,M2B,scheduled,,o1\nc2,,,,,,,,,\n",
    "enrollments": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n"
    "e1,,,c1,o1,u1,student,false\ne2,,,c1,o1,u2,teacher,true\ne3,,,c1,o1,u9,student,\ne4,,,c1,o1,u1,student,\n",
}


def test_oneroster_1_2_is_read_with_a_report_line_by_line() -> None:
    roster = read_oneroster(packed(**V1_2))
    assert list(roster.people.values()) == [
        Person("u1", "Léa Roy", "lea@x.org"),
        Person("u2", "Bob Bo", "", Part.TEACHER),
    ]
    assert list(roster.classes.values()) == [SchoolClass("c1", "Maths 2B", "10", "Lycée Curie")]
    assert list(roster.memberships) == [
        ClassMembership("u1", "c1", Part.STUDENT),
        ClassMembership("u2", "c1", Part.TEACHER),
    ]
    assert reasons(roster) == [
        ("users.csv 4", Reason.UNKNOWN_KIND),
        ("users.csv 5", Reason.INACTIVE),
        ("users.csv 6", Reason.INACTIVE),
        ("users.csv 7", Reason.SAME_KEY),
        ("classes.csv 3", Reason.UNREADABLE),
        ("enrollments.csv 4", Reason.UNKNOWN_REFERENCE),
        ("enrollments.csv 5", Reason.DUPLICATE),
    ]


def test_oneroster_1_1_has_its_roles_among_the_users() -> None:
    users = "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName\nu1,,1,o1,teacher,a,An,Na\n"
    roster = read_oneroster(packed(**{**V1_2, "users": users, "roles": ""}))
    assert list(roster.people.values()) == [Person("u1", "An Na", "", Part.TEACHER)]


def test_parts_that_are_missing_are_named() -> None:
    roster = read_oneroster(packed(users=V1_2["users"]))
    assert roster.dropped[:2] == [
        Dropped("", "enrollments.csv", Reason.WRONG_FORMAT),
        Dropped("", "classes.csv", Reason.WRONG_FORMAT),
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"no zip", Reason.WRONG_FORMAT),
        (b"PK\x03\x04", Reason.BROKEN),
        (packed(users="a" * 5_000_000), Reason.UNSAFE),
        (b"a" * 20_000_001, Reason.TOO_BIG),
        (packed(**{f"a{n}": "" for n in range(101)}), Reason.TOO_MANY),
    ],
    ids=lambda value: value if isinstance(value, Reason) else "",
)
def test_what_is_no_oneroster_is_refused(raw: bytes, reason: Reason) -> None:
    assert read_oneroster(raw).dropped == [Dropped("", "", reason)]


def test_ten_thousand_people_take_seconds() -> None:
    lines = "".join(f"{n},Nom {n},p{n}@x.org,C{n % 300}|D{n % 7}\n" for n in range(10_000))
    began = time.process_time()
    roster = read_roster(f"id,name,email,class\n{lines}")
    assert (len(roster.people), len(roster.classes), len(roster.memberships)) == (10_000, 307, 20_000)
    assert time.process_time() - began < 5
