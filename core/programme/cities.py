"""Large cities that no time zone is named after, as people of our languages type them."""

CITIES: dict[str, str] = {
    "Europe/Moscow": (
        "МСК, Moskva, Санкт-Петербург, Петербург, Питер, СПб, Saint Petersburg, St Petersburg, San Pietroburgo,"
        " Нижний Новгород, Nizhny Novgorod, Казань, Kazan, Ростов-на-Дону, Ростов, Rostov-on-Don, Rostov, Краснодар,"
        " Krasnodar, Воронеж, Voronezh, Тула, Ярославль, Махачкала, Рязань, Пенза, Липецк, Чебоксары,"
        " Набережные Челны, Тверь, Ставрополь, Сочи, Sochi, Иваново, Брянск, Белгород, Курск, Калуга, Владимир,"
        " Мурманск, Murmansk, Архангельск, Arkhangelsk, Смоленск, Вологда, Череповец, Орёл, Тамбов, Саранск,"
        " Йошкар-Ола, Кострома, Новороссийск, Петрозаводск, Таганрог, Сыктывкар, Нальчик, Владикавказ, Грозный,"
        " Великий Новгород, Псков, Балашиха, Подольск, Химки, Мытищи, Королёв, Люберцы, Пятигорск, Майкоп, Элиста,"
        " Черкесск, Дзержинск, Старый Оскол, Рыбинск, Нижнекамск, Альметьевск, Волгодонск, Обнинск"
    ),
    "Europe/Samara": "Тольятти, Togliatti, Tolyatti, Ижевск, Izhevsk, Сызрань, Новокуйбышевск",
    "Europe/Saratov": "Энгельс, Балаково",
    "Europe/Volgograd": "Волжский",
    "Asia/Yekaterinburg": (
        "Ekaterinburg, Екб, Челябинск, Chelyabinsk, Уфа, Ufa, Пермь, Perm, Тюмень, Tyumen, Оренбург, Orenburg,"
        " Магнитогорск, Курган, Сургут, Surgut, Нижний Тагил, Стерлитамак, Нижневартовск, Орск, Златоуст, Миасс,"
        " Ханты-Мансийск, Салехард, Тобольск, Новый Уренгой, Ноябрьск, Нефтеюганск, Каменск-Уральский, Березники"
    ),
    "Asia/Barnaul": "Бийск, Рубцовск, Горно-Алтайск",
    "Asia/Novokuznetsk": "Кемерово, Kemerovo, Прокопьевск",
    "Asia/Krasnoyarsk": "Абакан, Норильск, Norilsk, Кызыл, Ачинск",
    "Asia/Irkutsk": "Улан-Удэ, Ulan-Ude, Братск, Ангарск",
    "Asia/Yakutsk": "Благовещенск",
    "Asia/Vladivostok": "Хабаровск, Khabarovsk, Комсомольск-на-Амуре, Уссурийск, Находка, Биробиджан",
    "Asia/Sakhalin": "Южно-Сахалинск, Сахалин",
    "Asia/Kamchatka": "Петропавловск-Камчатский, Камчатка",
    "Europe/Minsk": "Гомель, Могилёв, Витебск, Гродно, Брест",
    "Asia/Almaty": "Алма-Ата, Астана, Astana, Нур-Султан, Шымкент, Караганда, Павлодар",
    "Europe/Rome": (
        "Milano, Milan, Милан, Torino, Turin, Турин, Napoli, Naples, Неаполь, Palermo, Палермо, Genova, Genoa, Генуя,"
        " Bologna, Болонья, Firenze, Florence, Флоренция, Bari, Бари, Catania, Катания, Venezia, Venice, Венеция,"
        " Verona, Верона, Messina, Мессина, Padova, Padua, Падуя, Trieste, Триест, Taranto, Brescia, Брешиа, Брешия,"
        " Prato, Parma, Парма, Modena, Модена, Reggio Calabria, Reggio Emilia, Perugia, Перуджа, Ravenna, Равенна,"
        " Livorno, Ливорно, Rimini, Римини, Cagliari, Кальяри, Foggia, Ferrara, Salerno, Салерно, Latina, Monza,"
        " Bergamo, Бергамо, Trento, Bolzano, Больцано, Pescara, Vicenza, Виченца, Terni, Novara, Piacenza, Ancona,"
        " Анкона, Udine, Arezzo, Lecce, Pesaro, Como, Комо, Varese, Pisa, Пиза, Lucca, Siena, Сиена, Cremona,"
        " Mantova, Mantua, Treviso, Aosta, Potenza, Campobasso, L'Aquila, Sassari, Catanzaro, Alessandria, Asti, Pavia"
    ),
    "Europe/London": (
        "Manchester, Манчестер, Birmingham, Бирмингем, Liverpool, Ливерпуль, Leeds, Glasgow, Глазго, Edinburgh,"
        " Edimburgo, Эдинбург, Bristol, Cardiff, Belfast"
    ),
    "Europe/Berlin": (
        "München, Munich, Мюнхен, Monaco di Baviera, Hamburg, Гамбург, Amburgo, Köln, Cologne, Кёльн, Colonia,"
        " Frankfurt, Франкфурт, Франкфурт-на-Майне, Francoforte, Stuttgart, Штутгарт, Stoccarda, Düsseldorf,"
        " Дюссельдорф, Leipzig, Лейпциг, Lipsia, Dresden, Дрезден, Dresda, Hannover, Ганновер, Nürnberg, Nuremberg,"
        " Нюрнберг, Norimberga, Bremen, Бремен, Brema, Dortmund, Дортмунд, Essen, Эссен"
    ),
    "Europe/Paris": (
        "Lyon, Lione, Лион, Marseille, Marsiglia, Марсель, Nice, Nizza, Ницца, Toulouse, Tolosa, Тулуза, Bordeaux,"
        " Бордо, Strasbourg, Strasburgo, Страсбург, Nantes, Lille"
    ),
    "Europe/Madrid": (
        "Barcelona, Barcellona, Барселона, Valencia, Валенсия, Sevilla, Seville, Siviglia, Севилья, Bilbao, Бильбао,"
        " Málaga, Малага, Zaragoza, Saragozza"
    ),
    "Europe/Zurich": (
        "Genève, Geneva, Ginevra, Женева, Basel, Basilea, Базель, Bern, Berna, Берн, Lugano, Лугано, Lausanne, Losanna"
    ),
    "Europe/Vienna": "Graz, Грац, Salzburg, Salisburgo, Зальцбург, Linz, Линц, Innsbruck, Инсбрук",
    "Europe/Warsaw": "Kraków, Cracow, Cracovia, Краков, Gdańsk, Danzica, Гданьск, Wrocław, Wroclaw, Вроцлав, Poznań",
    "Europe/Amsterdam": "Rotterdam, Роттердам, The Hague, L'Aia, Гаага, Utrecht, Утрехт, Eindhoven",
    "Europe/Istanbul": "Ankara, Анкара, Izmir, Smirne, Измир, Antalya, Анталья, Анталия",
    "Asia/Dubai": "Abu Dhabi, Абу-Даби",
    "Asia/Jerusalem": "Tel Aviv, Тель-Авив, Haifa, Хайфа",
    "Asia/Kolkata": "Mumbai, Мумбаи, Delhi, New Delhi, Дели, Нью-Дели, Bangalore, Bengaluru, Chennai, Hyderabad",
    "Asia/Shanghai": "Beijing, Pechino, Пекин, Shenzhen, Шэньчжэнь, Guangzhou, Гуанчжоу",
    "Asia/Tokyo": "Osaka, Осака, Kyoto, Киото",
    "America/New_York": (
        "Boston, Бостон, Miami, Майами, Washington, Вашингтон, Philadelphia, Filadelfia, Филадельфия, Atlanta, Атланта"
    ),
    "America/Chicago": "Houston, Хьюстон, Dallas, Даллас, Austin, Остин, San Antonio, Minneapolis, Миннеаполис",
    "America/Los_Angeles": (
        "San Francisco, Сан-Франциско, Seattle, Сиэтл, San Diego, Сан-Диего, Las Vegas, Лас-Вегас, San Jose, Portland"
    ),
    "America/Toronto": "Montreal, Montréal, Монреаль, Ottawa, Оттава",
    "America/Sao_Paulo": "Rio de Janeiro, Рио-де-Жанейро, Brasilia, Бразилиа",
    "Australia/Sydney": "Canberra, Канберра",
}
"""Zone -> names, with commas between; cities that a zone is named after are known without."""
